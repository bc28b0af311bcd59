import { type Texts } from './en';

/** Texts of what became of posts after they were archived, in French. */
export const frRecheck: Texts['recheck'] = {
  title: 'Publications tardives, modifications et suppressions',
  about:
    'Les dernières heures du fil sont relues, et les publications des dernières semaines sont recherchées par leur ID. Ce qui est archivé est conservé\u202f; une suppression fait l’objet de son propre enregistrement.',
  overlap: 'Dernières heures relues',
  swept: 'Fin du dernier balayage',
  next: 'Prochain balayage',
  late: 'Listées tardivement par X',
  changed: 'Nouvelles versions trouvées',
  deleted: 'Suppressions constatées',
  hidden: 'Non affichées par X actuellement',
  suspected: 'Introuvables une fois, pas encore tenues pour supprimées',
  untold: 'À signaler encore au service d’importation',
};
