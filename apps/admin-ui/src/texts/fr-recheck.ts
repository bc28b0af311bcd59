import { type Texts } from './en';

/** Texts of what became of posts after they were archived, in French. */
export const frRecheck: Texts['recheck'] = {
  title: 'Publications tardives, modifications et suppressions',
  about:
    'Les dernières heures du fil sont relues, et les publications des dernières semaines sont recherchées par leur ID. Une suppression fait l’objet de son propre enregistrement\u202f; le sort de la copie archivée est fixé par DELETED_OWN_POSTS.',
  overlap: 'Dernières heures relues',
  swept: 'Fin du dernier balayage',
  next: 'Prochain balayage',
  late: 'Listées tardivement par X',
  changed: 'Nouvelles versions trouvées',
  deleted: 'Suppressions constatées',
  hidden: 'Non affichées par X actuellement',
  suspected: 'Introuvables une fois, pas encore tenues pour supprimées',
  untold: 'À signaler encore au service d’importation',
  policy: 'Copie archivée des publications supprimées',
  policies: { keep: 'est conservée', redact: 'est expurgée', purge: 'est effacée' },
  removed: 'Contenus retirés',
  removing: 'Contenus en cours de retrait',
  removalRefused: 'Contenus que le stockage ne laisse pas retirer',
};
