import { type Texts } from './en';
import { frAuditActions } from './fr-audit-actions';
import { frCompleteness } from './fr-completeness';
import { frImports } from './fr-imports';
import { frRecheck } from './fr-recheck';
import { frSelfTest } from './fr-self-test';
import { frSettings } from './fr-settings';
import { frSignIn } from './fr-sign-in';
import { frStreams } from './fr-streams';
import { frTasks } from './fr-tasks';
import { frUsage } from './fr-usage';
import { single } from './french-number';

/** Every text of the admin pages, in French. */
export const fr: Texts = {
  locale: 'fr-FR',
  byteUnits: ['octets', 'ko', 'Mo', 'Go', 'To'],
  product: 'Connecteur d’archivage Twitter',
  skip: 'Aller au contenu',
  loading: 'Chargement…',
  refresh: 'Actualiser',
  refreshing: 'Actualisation…',
  more: 'Afficher la suite',
  cancel: 'Annuler',
  copy: 'Copier',
  copied: 'Copié',
  copyRefused: 'Non copié\u00a0: sélectionnez le texte',
  none: '–',
  action: 'Action',
  unknownPage: {
    title: 'Cette page n’existe pas',
    text: 'L’adresse ne correspond à aucune de ces pages.',
    home: 'Aller à l’accueil',
  },
  nav: {
    label: 'Pages',
    home: 'Accueil',
    accounts: 'Comptes',
    tasks: 'Tâches',
    parked: 'Éléments mis de côté',
    audit: 'Journal d’audit',
    settings: 'Paramètres',
  },
  header: {
    signOut: 'Se déconnecter',
    language: 'Langue',
    theme: 'Couleurs',
    themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
    bootstrap: 'Connecté avec l’APISecretKey',
    readOnly: 'Lecture seule',
  },
  problem: {
    correlationId: (id: string) => `ID de corrélation\u00a0: ${id}`,
    retry: 'Réessayer',
    noAnswer:
      'Le connecteur ne répond pas. Vérifiez la connexion\u202f; la page continue d’essayer.',
    forbidden: 'Vous n’êtes pas autorisé à faire cela.',
    notFound: 'Cet objet n’est pas ici, ou n’y est plus.',
    tooMany: 'Trop de demandes. Attendez une minute, puis réessayez.',
    unexpected: (status: number) => `Le connecteur a répondu avec l’état ${status}.`,
    field: (field: string, rule: string) => `${field} ${rule}`,
    crashed:
      'Cette page a rencontré une défaillance. Rechargez-la\u202f; si cela se reproduit, informez les développeurs.',
    reload: 'Recharger',
  },
  signIn: frSignIn,
  noRole: {
    title: 'Vous n’avez aucun rôle ici',
    text: (name: string) =>
      `${name} est connecté, mais ne possède aucun des rôles d’application de ce connecteur, Connector.Admin et Connector.Examiner.`,
    how: 'Un administrateur d’Entra ID vous l’attribue\u00a0: Applications d’entreprise → ce connecteur → Utilisateurs et groupes. Reconnectez-vous ensuite.',
  },
  home: {
    title: 'Accueil',
    attention: 'Points d’attention',
    quiet: 'Rien à signaler.',
    severity: { error: 'Erreur', warning: 'Avertissement', info: 'Remarque' },
    since: 'Depuis le',
    alerts: 'Alertes',
    raised: 'Déclenchée',
    usage: 'Consommation',
    accounts: 'Comptes connectés',
    noAccounts:
      'Aucun compte n’est encore connecté. Un compte est connecté dans le portail Microsoft Purview, lors de la configuration d’un travail de connecteur.',
    lastCapture: 'Dernière capture',
    noCapture: 'rien n’a encore été capturé',
    lastDelivery: 'Dernière remise',
    noDelivery: 'rien n’a encore été remis',
    deliveredItems: (count: string) => `${count} ${single(count) ? 'élément' : 'éléments'}`,
    tasks: 'Voir la tâche',
  },
  accounts: {
    title: 'Comptes',
    empty:
      'Aucun compte n’est encore connecté. Un compte est connecté dans le portail Microsoft Purview, lors de la configuration d’un travail de connecteur.',
    account: 'Compte',
    state: 'État',
    states: {
      capturing: 'Capture en cours',
      'never-captured': 'Pas encore capturé',
      late: 'Capture en retard',
      parked: 'Ne peut être lu',
      paused: 'Suspendu',
      'not-set-up': 'Configuration inachevée',
      deleted: 'Connecteur supprimé',
    },
    parkedFor: {
      'twitter.rate_limited': 'Limite de X atteinte',
      'twitter.unauthorized': 'X refuse ses clés',
      'twitter.payment_required': 'Les crédits X sont épuisés',
      'secrets.missing': 'Ses clés manquent',
    },
    caughtUp: 'À jour',
    reads: 'Lu chez X jusqu’à présent',
    readsOf: (count: string) => `${count} ${single(count) ? 'publication' : 'publications'}`,
    jobs: 'Travaux',
    jobStates: { pending: 'configuration inachevée', created: 'configuré', deleted: 'supprimé' },
    remediation: {
      Relogin: (since: string) =>
        `le titulaire du compte doit se reconnecter à X, depuis le ${since}\u00a0: ouvrez le connecteur dans le portail Purview`,
      Unknown: (since: string) =>
        `le service d’importation signale un problème qu’il ne nomme pas, depuis le ${since}\u00a0: examinez le connecteur dans le portail Purview`,
    },
    parkedUntil: (until: string) => `Attend jusqu’au ${until}`,
    loggedIn: 'Connecté à X',
    consent: 'Consentement',
    noConsent:
      'Aucun consentement n’a été demandé\u00a0: le compte n’a pas été connecté sur la page de configuration de ce connecteur.',
    consentOf: (name: string, at: string, version: string) =>
      `Donné par @${name} le ${at}, version ${version} du texte\u202f; le texte est dans le journal d’audit`,
    archived: 'Dans l’archive',
    archivedPosts: (count: string) =>
      `${count} ${single(count) ? 'version' : 'versions'} de publications`,
    kinds: 'Ce qui est capturé',
    pause: 'Suspendre',
    resume: 'Reprendre',
    capture: 'Capturer maintenant',
    captureRequested: (at: string) =>
      `Une capture a été demandée le ${at}\u202f; le worker commence dans quelques secondes.`,
    pauseTitle: (name: string) => `Suspendre la capture de @${name}\u202f?`,
    pauseText:
      'Rien de nouveau n’est capturé avant la reprise. Ce qui est publié puis supprimé entre-temps est perdu pour l’archive. Les remises attendent.',
    back: 'Tous les comptes',
  },
  coverage: {
    title: 'Couverture',
    about: 'Les périodes dont on sait qu’elles sont capturées sans lacune.',
    empty: 'Rien n’a encore été capturé.',
    states: {
      complete: 'complète',
      unreachable: 'hors de portée de l’API de X',
      unread: 'pas encore lue',
    },
    beginning: 'depuis le début',
    summary: (complete: number, unread: number, unreachable: number) =>
      `Périodes complètes\u00a0: ${complete}\u202f; pas encore lues\u00a0: ${unread}\u202f; hors de portée\u00a0: ${unreachable}.`,
    table: 'La couverture sous forme de tableau',
    from: 'Du',
    to: 'Au',
    state: 'État',
    posts: 'Publications',
  },
  counts: {
    title: 'Archivé par jour',
    about:
      'Chaque version d’une publication modifiée compte, le jour où elle a été créée\u202f; les mentions J’aime, les modifications du profil et les suppressions, le jour où elles ont été constatées.',
    by: { day: 'par jour', week: 'par semaine', month: 'par mois' },
    highest: (by: string, most: string) => `${by}\u202f; la barre la plus haute\u00a0: ${most}`,
    range: 'Période',
    ranges: {
      30: '30 derniers jours',
      90: '90 derniers jours',
      365: 'Dernière année',
      3650: '10 dernières années',
    },
    empty: 'Rien n’est archivé pour cette période.',
    picture: (total: string, from: string, to: string) =>
      `Archivé du ${from} au ${to}\u00a0: ${total}`,
    table: 'Le décompte sous forme de tableau',
    begins: 'Début',
    total: 'Total',
  },
  kinds: {
    post: 'Publications',
    reply: 'Réponses',
    repost: 'Reposts',
    quote: 'Citations',
    unreadable: 'Non conforme à la description de X (conservé tel quel)',
    inbound: 'Publications de tiers',
    message: 'Messages privés',
    like: 'Mentions J’aime',
    profile: 'Modifications du profil',
    deletion: 'Suppressions',
  },
  tasks: frTasks,
  parked: {
    title: 'Éléments mis de côté',
    about:
      'Publications qui n’ont pas pu être converties ou remises. Elles restent dans l’archive. «\u00a0Redemander\u00a0» fait redemander une publication par le service d’importation, et elle est alors traitée de nouveau\u202f; cela n’a pas lieu automatiquement.',
    empty: 'Aucun élément n’est mis de côté.',
    total: (total: string) => `${total} au total`,
    post: 'Publication',
    account: 'Compte',
    job: 'Travail',
    reason: 'Motif',
    since: 'Mis de côté',
    task: 'Tâche',
    retry: 'Redemander',
    requested: (at: string) => `redemandé le ${at}`,
  },
  audit: {
    title: 'Journal d’audit',
    empty: 'Aucun événement pendant cette période.',
    filter: 'Filtre',
    from: 'Du',
    to: 'Au',
    action: 'Action',
    allActions: 'Toutes les actions',
    actions: frAuditActions,
    actor: 'Auteur',
    actorHint: 'Un nom, un ID ou un type complet, par exemple «\u00a0worker\u00a0»',
    search: 'Rechercher',
    clear: 'Effacer',
    still: 'Filtré. Les nouveaux événements apparaissent lors d’une nouvelle recherche.',
    download: 'Télécharger en CSV',
    at: 'Date',
    what: 'Action',
    subject: 'Objet',
    result: 'Résultat',
    results: { done: 'effectué', refused: 'refusé' },
    details: 'Détails',
    cut: (begin: string) => `${begin}… (intégralité dans le CSV)`,
    kinds: {
      admin: 'administrateur',
      examiner: 'examinateur',
      user: 'connecté, sans rôle',
      unknown: 'non connecté',
      bootstrap: 'APISecretKey (paramètres)',
      'setup-key': 'APISecretKey (configuration)',
      'import-service': 'service d’importation',
      worker: 'worker',
      operator: 'ligne de commande',
    },
  },
  recheck: frRecheck,
  streams: frStreams,
  imports: frImports,
  usage: frUsage,
  completeness: frCompleteness,
  selfTest: frSelfTest,
  settings: frSettings,
};
