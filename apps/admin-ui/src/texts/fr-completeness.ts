import { type Texts } from './en';
import { single } from './french-number';

/** Texts of the page that says whether all is there, in French. */
export const frCompleteness: Texts['completeness'] = {
  title: (name: string) => `Complétude de ${name}`,
  open: 'Est-ce complet\u202f? Voir ce qui a été remis, ce qui ne l’a pas été, et pourquoi',
  about:
    'Chaque version archivée figure dans une seule des colonnes\u00a0: leur somme est égale à «\u00a0Collecté\u00a0». Selon la date de création ou de constatation, en UTC.',
  explained: 'Tout est expliqué.',
  incomplete: (of: Record<'failed' | 'unprocessed' | 'gaps' | 'files', string>) =>
    `Tout est expliqué, mais tout n’est pas archivé. En échec\u00a0: ${of.failed}\u202f; pas encore traités\u00a0: ${of.unprocessed}\u202f; périodes non capturées\u00a0: ${of.gaps}\u202f; fichiers non remis avec leur élément\u00a0: ${of.files}.`,
  unexplained: (count: string) =>
    `${single(count) ? `${count} élément est inexpliqué` : `${count} éléments sont inexpliqués`}. C’est une anomalie\u00a0: téléchargez le fichier et informez les développeurs.`,
  period: 'Période',
  periodOf: (from: string, to: string) => `Rapport du ${from} au ${to}`,
  from: 'Du',
  to: 'Au',
  show: 'Afficher',
  csv: 'Télécharger en CSV',
  json: 'Télécharger en JSON',
  counts: 'Décompte',
  kind: 'Type',
  all: 'Total',
  collected: 'Collecté',
  dispositions: {
    archived: 'Archivé',
    duplicate: 'En double',
    failed: 'En échec',
    excluded: 'Exclu',
    unprocessed: 'Non traité',
    unexplained: 'Inexpliqué',
  },
  differences: 'Écarts',
  nothingCollected: 'Rien n’a été collecté pendant cette période.',
  noDifferences: 'Tout ce qui a été collecté est archivé.',
  more: 'Voici les premiers\u202f; ils sont tous dans le fichier.',
  id: 'ID',
  made: 'Créé le',
  column: 'Colonne',
  why: 'Motif',
  reasons: {
    'supplied-too': 'Son titulaire a fourni aussi ce que X avait donné',
    'not-convertible': 'Ne peut devenir un élément\u202f; voir les éléments mis de côté',
    'earlier-version': 'Version antérieure\u00a0: la plus récente est remise',
    'not-asked-for': 'Le service d’importation n’a pas demandé cette période',
    'task-waits': 'Sa tâche est en attente',
    'task-handed-back': 'Sa tâche a été rendue\u00a0: le service d’importation la redemandera',
    'maybe-accepted':
      'Sa tâche a été rendue après dépôt complet\u00a0: le service d’importation l’a peut-être',
    'came-late': 'Capturé après réception de la tâche de sa période',
    'not-in-manifest': 'Aurait dû être remis, et ne l’a pas été',
    'not-in-archive': 'Figure dans un manifeste, mais pas dans l’archive',
  },
  other: 'Ce qui n’est pas capturé',
  atSource: 'Publications archivées, chez X',
  atSourceOf: (of: Record<'shown' | 'deleted' | 'hidden' | 'unknown', string>) =>
    `affichées\u00a0: ${of.shown}, supprimées\u00a0: ${of.deleted}, non visibles pour nous\u00a0: ${of.hidden}, inconnues (non recherchées par le dernier balayage, ou introuvables une seule fois)\u00a0: ${of.unknown}`,
  sweptSince: (at: string) => `\u202f; début du dernier balayage\u00a0: ${at}`,
  notShown: { deleted: 'Supprimée chez X', hidden: 'Non affichée par X' },
  notShownOf: (id: string, shown: string, missed: string) =>
    `${id}\u00a0: affichée ${shown}, introuvable ${missed}`,
  restInFile: (count: string) => `et ${count} de plus, à voir dans le fichier`,
  removedOf: (at: string) => `, contenu retiré de l’archive le ${at}`,
  files: 'Remis sans un fichier',
  filesOf: (of: Record<'missing' | 'late', string>) =>
    `impossibles à obtenir\u00a0: ${of.missing}, arrivés plus tard\u00a0: ${of.late}`,
  withoutFile: {
    missing: 'Fichiers impossibles à obtenir',
    late: 'Fichiers arrivés plus tard\u202f; remis de nouveau quand le service d’importation le demande',
  },
  withoutFileOf: (id: string, fileKey: string) => `${id}\u00a0: fichier ${fileKey}`,
  fileReasons: {
    'media.not_found': 'X ne l’affiche pas',
    'media.unavailable': 'n’a pas pu être téléchargé en entier',
    'media.too_large': 'dépasse la taille maximale définie',
    'media.host_not_allowed': 'se trouve sur un hôte non autorisé',
    'archive.removed': 'retiré de l’archive selon une règle',
  },
  notTriedFile: 'aucune tentative de téléchargement',
  stillTried: (reason: string) => `${reason}\u202f; de nouveaux essais suivront`,
  source: 'X compte au total',
  sourceOf: (posts: string, versions: string, at: string) =>
    `Publications\u00a0: ${posts} (${at})\u202f; versions archivées de publications, au total\u00a0: ${versions}`,
  gap: (name: string) => `Non capturé\u00a0: ${name}`,
  gapOf: (from: string, to: string) => `${from} – ${to}`,
  gapStates: { unreachable: 'X ne l’affiche plus dans ses listes', unread: 'pas encore lu' },
  beginning: 'le début',
  back: 'Retour au compte',
};
