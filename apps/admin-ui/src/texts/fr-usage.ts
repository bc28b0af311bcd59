import { type Texts } from './en';
import { single } from './french-number';

/** Texts about what is used of what may be used, in French. */
export const frUsage: Texts['usage'] = {
  reads: 'Lectures chez X ce mois-ci',
  readsOf: (used: string) => `${used}\u202f; aucune limite n’est définie`,
  readsOfLimit: (used: string, limit: string, percent: string) =>
    `${used} sur ${limit} (${percent}\u202f%)`,
  ofAccount: (count: string) => `dont pour ce compte\u00a0: ${count}`,
  spent: 'Épuisées\u00a0: rien n’est lu avant la fin du mois (UTC) ou le relèvement de la limite.',
  reserved:
    'Le reste est réservé aux publications du compte\u00a0: les autres flux ne sont pas lus avant la fin du mois (UTC).',
  deliveries: 'Remis aujourd’hui',
  deliveriesOf: (items: string, limit: string) => `${items} éléments sur ${limit}`,
  waiting: (tasks: string, items: string) =>
    `en attente d’un jour ultérieur (UTC)\u00a0: ${items} ${single(items) ? 'élément' : 'éléments'} de ${tasks} ${single(tasks) ? 'tâche' : 'tâches'}`,
};
