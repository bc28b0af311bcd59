import { type Texts } from './en';
import { single } from './french-number';

/** The texts of the imports of an account, in French. */
export const frImports: Texts['imports'] = {
  title: 'Importation de l’archive du titulaire',
  about:
    'X liste les 3\u202f200 publications les plus récentes d’un compte. Les plus anciennes se trouvent dans l’archive que son titulaire télécharge chez X (Paramètres, Votre compte, Télécharger une archive de vos données). Envoyez ici ce fichier zip tel quel, aussi souvent que vous le souhaitez\u00a0: rien n’est archivé deux fois.',
  kept: 'Le fichier zip envoyé est supprimé une fois importé\u202f; le stockage peut conserver ce qui est supprimé environ deux mois de plus. En cas d’échec, il est conservé sept jours, afin que vous puissiez réessayer sans l’envoyer de nouveau.',
  pick: 'Choisir le fichier zip',
  drop: 'ou déposez-le ici',
  notZip: 'Ce n’est pas un fichier zip.',
  phases: {
    sending:
      'Envoi en cours. Vous pouvez consulter d’autres pages de ce site\u202f; laissez la fenêtre ouverte.',
    waiting: 'La connexion est interrompue. Une nouvelle tentative aura lieu automatiquement.',
    paused: 'L’envoi est suspendu.',
    sent: 'Envoyé. Un worker commencera l’importation dans quelques secondes.',
    failed: 'L’envoi s’est arrêté.',
  },
  uploadOf: (file: string) => `Envoi de ${file}`,
  sentOf: (file: string, sent: string, all: string) => `${file}\u00a0: ${sent} sur ${all}`,
  pause: 'Suspendre l’envoi',
  resume: 'Reprendre l’envoi',
  cancelUpload: 'Annuler l’envoi',
  cancelUploadTitle: (file: string) => `Annuler l’envoi de ${file}\u202f?`,
  cancelUploadText: 'Ce qui en a déjà été envoyé sera supprimé.',
  now: {
    uploading: (file: string) =>
      `${file} n’est pas entièrement envoyé. Choisissez exactement le même fichier pour reprendre là où l’envoi s’est arrêté.`,
    waiting: (file: string) => `${file} attend un worker.`,
    running: (file: string) => `${file} est en cours d’importation.`,
    done: (file: string) => `${file} est importé.`,
    failed: (file: string) => `L’importation de ${file} a échoué.`,
    cancelled: (file: string) => `L’importation de ${file} a été annulée.`,
  },
  history: 'Importations',
  begun: 'Début',
  file: 'Fichier',
  fileFacts: (size: string, by?: string) => (by === undefined ? size : `${size}, par ${by}`),
  state: 'État',
  states: {
    uploading: 'Envoi en cours',
    waiting: 'En attente',
    running: 'Importation en cours',
    done: 'Terminée',
    failed: 'En échec',
    cancelled: 'Annulée',
  },
  result: 'Résultat',
  uploadedOf: (sent: string, all: string) => `${sent} envoyés sur ${all}`,
  importOf: (file: string) => `Importation de ${file}`,
  readOf: (read: string, all: string, added: string) =>
    `lu\u00a0: ${read} sur ${all}, ajouté\u00a0: ${added}`,
  triedAgain: 'Nouvelle tentative dans une minute.',
  zipKept: (until: string) => `Le fichier est conservé jusqu’au ${until}`,
  retry: 'Importer de nouveau',
  cancelImport: 'Annuler',
  cancelTitle: (file: string) => `Annuler l’importation de ${file}\u202f?`,
  cancelText:
    'Ce qu’elle a déjà archivé est conservé. Pour reprendre, le fichier zip devra être envoyé de nouveau.',
  added: (count: string) =>
    single(count) ? `${count} publication ajoutée` : `${count} publications ajoutées`,
  addedMessages: (count: string) =>
    single(count) ? `${count} message privé ajouté` : `${count} messages privés ajoutés`,
  addedLikes: (count: string) =>
    single(count) ? `${count} mention J’aime ajoutée` : `${count} mentions J’aime ajoutées`,
  problems: (count: string) =>
    single(count)
      ? `${count} donnée n’a pas pu être lue (CSV)`
      : `${count} données n’ont pas pu être lues (CSV)`,
  report: 'Rapport',
  reportOf: (file: string) => `Rapport sur ${file}`,
  generated: 'Créée par X',
  entries: 'Publications lues',
  addedPosts: 'Ajoutées',
  known: 'Connues par une importation antérieure',
  ofApi: 'Déjà fournies par l’API de X',
  files: 'Fichiers multimédias',
  filesOf: (added: string, known: string, missing: string) =>
    `ajoutés\u00a0: ${added}, connus\u00a0: ${known}, absents de l’archive\u00a0: ${missing}`,
  notRead: 'Non lu',
  directMessages: 'Messages privés',
  likes: 'Mentions J’aime',
  notArchived: (count: string) =>
    `${count}, non archivés\u00a0: leur capture est désactivée. Activez-la sous «\u00a0Ce qui est capturé\u00a0», puis envoyez de nouveau le fichier zip.`,
  chosen: (added: string, known: string, ofApi: string) =>
    `ajoutés\u00a0: ${added}, connus\u00a0: ${known}, déjà fournis par l’API de X\u00a0: ${ofApi}`,
  messageFiles: 'Fichiers multimédias des messages',
  withoutId: 'Arrivées, départs et noms de groupes',
  evidenceOnly: (count: string) =>
    `${count}, conservés uniquement comme preuve\u00a0: X ne leur donne pas d’ID dans ses archives`,
  covers: 'Contient intégralement',
  coversNothing: 'inconnu\u00a0: aucune lacune n’est comblée',
  gapsClosed: 'Lacunes comblées',
  noGaps: 'aucune',
  beginning: 'le début',
  period: (from: string, to: string) => `${from} – ${to}`,
};
