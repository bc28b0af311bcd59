import { type Texts } from './en';
import { single } from './french-number';

/** The texts of the tasks, in French. */
export const frTasks: Texts['tasks'] = {
  title: 'Tâches',
  empty:
    'Aucune tâche de ce type. Le service d’importation en demande une à intervalles réguliers après la configuration d’un travail.',
  filter: 'Filtre',
  job: 'Travail',
  allJobs: 'Tous les travaux',
  state: 'État',
  allStates: 'Tous les états',
  states: { waiting: 'En attente', delivered: 'Remise', 'handed-back': 'Rendue' },
  task: 'Tâche',
  account: 'Compte',
  window: 'Période',
  received: 'Reçue',
  completed: 'Terminée',
  items: 'Éléments',
  itemsOf: (count: string) => `${count} jusqu’à présent`,
  dirty: 'Redemandés par ID',
  error: 'Dernière erreur',
  attempt: (attempt: number, at: string) => `tentative ${attempt}, ${at}`,
  retry: 'Réessayer maintenant',
  retried: 'La tâche est de nouveau en file d’attente.',
  back: 'Toutes les tâches',
  manifest: 'Manifeste',
  noManifest:
    'Il n’y a pas encore de manifeste\u00a0: il est créé une fois tous les éléments envoyés.',
  maybeAccepted:
    'Tous ces éléments étaient dans leur conteneur avant que la tâche soit rendue\u00a0: le service d’importation les a peut-être. Sinon, il les redemandera.',
  download: 'Télécharger le manifeste',
  sequence: 'Numéro dans le travail',
  sha256: 'SHA-256',
  previous: 'Le précédent',
  bytes: 'Taille',
  parked: 'Mis de côté',
  missingMedia: 'Fichiers multimédias manquants',
  mediaBeside: 'Fichiers multimédias trop volumineux, conservés dans l’archive',
  byKind: 'Par type',
  progress: 'Avancement',
  waits: (until: string) => `Attend jusqu’au ${until}`,
  waitsWhy: (items: string) =>
    `Le nombre d’éléments qu’un connecteur peut remettre en un jour est atteint (DELIVERY_ITEMS_PER_DAY)\u00a0: Purview n’en importe aucun pour un jour qui en compte trop. Cette tâche contient ${items} ${single(items) ? 'élément' : 'éléments'}, et son tour viendra alors\u202f; rien n’est perdu.`,
};
