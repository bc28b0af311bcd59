import { type Texts } from './en';

/** The texts of the settings page, in French. */
export const frSettings: Texts['settings'] = {
  title: 'Paramètres',
  readOnly:
    'Vous pouvez tout consulter ici, sauf les paramètres\u00a0: ils exigent le rôle d’application Connector.Admin.',
  about:
    'Les secrets sont enregistrés dans le magasin confié à ce connecteur\u00a0: un Key Vault, ou ses propres fichiers. Vous pouvez les remplacer ici, mais jamais les revoir.',
  x: 'Application développeur X',
  xHelp: 'Clés et jetons de l’application dans le portail des développeurs de X.',
  entra: 'Application Microsoft Entra ID',
  entraHelp:
    'L’application avec laquelle se connectent les administrateurs et le service d’importation.',
  names: {
    xAppKey: 'Clé d’API',
    xAppSecret: 'Secret de la clé d’API',
    xAccessToken: 'Jeton d’accès',
    xAccessSecret: 'Secret du jeton d’accès',
    aadAppId: 'ID d’application (client)',
    aadAppSecret: 'Secret client',
  },
  setOn: (at: string, by?: string) => `Défini le ${at}${by === undefined ? '' : ` par ${by}`}`,
  isSet: 'Défini',
  isNotSet: 'Non défini',
  isOptional: 'Non défini (facultatif\u00a0: seul le test l’utilise)',
  fromEnvironment: 'par la variable d’environnement AAD_APP_ID',
  lock: {
    testing: 'Vérification de la connexion avec Microsoft…',
    works:
      'La connexion avec Microsoft fonctionne. La clé n’ouvre plus que la page de configuration d’un travail, depuis le portail\u202f; ici, elle ne peut plus rien définir. Déconnectez-vous, puis connectez-vous avec Microsoft.',
    silent:
      'Entra ID ne répond pas\u00a0: impossible de savoir si la connexion avec Microsoft fonctionne. D’ici là, la clé ne peut rien définir ici.',
  },
  replace: 'Remplacer',
  set: 'Définir',
  replaceHelp: 'Un champ laissé vide reste inchangé.',
  save: 'Enregistrer',
  saved:
    'Enregistré. Les workers en cours d’exécution utiliseront les nouvelles valeurs dans quelques minutes.',
  nothing: 'Aucune valeur n’a été saisie.',
  confirmTitle: 'Remplacer ces valeurs\u202f?',
  confirmText: (names: string) =>
    `${names}\u00a0: les valeurs actuelles ne seront plus utilisées et ne pourront pas être récupérées d’ici.`,
  testX: 'Tester les identifiants X',
  testEntra: 'Tester les identifiants Entra',
  testing: 'Test en cours…',
  works: 'Cela fonctionne',
  fails: 'Cela ne fonctionne pas',
  checkedAt: (at: string) => `Testé le ${at}`,
  addresses: 'Adresses à enregistrer',
  addressesHelp: 'L’autre partie ne renvoie les navigateurs que vers les adresses qu’elle connaît.',
  redirectUri: 'URI de redirection, dans l’application Entra ID (plateforme Web)',
  callbackUrl: 'URI de rappel, dans l’application développeur X',
  bootstrapNext:
    'Lorsque le test réussit, déconnectez-vous, puis connectez-vous avec Microsoft\u00a0: tout le reste est réservé aux administrateurs.',
};
