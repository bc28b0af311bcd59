import { type Texts } from './en';

/** The texts of the sign-in page, in French. */
export const frSignIn: Texts['signIn'] = {
  title: 'Connexion',
  about:
    'Les administrateurs consultent ici ce qui est archivé et remis, et gèrent les paramètres du connecteur.',
  entra: 'Se connecter avec Microsoft',
  entraHelp:
    'Votre compte doit posséder le rôle d’application Connector.Admin, ou Connector.Examiner pour consulter sans rien modifier.',
  noEntra:
    'La connexion avec Microsoft n’est pas encore configurée. Connectez-vous avec l’ID de locataire et l’APISecretKey pour la configurer.',
  other: 'Se connecter avec l’APISecretKey',
  otherHelp:
    'La connexion avec Microsoft est configurée. La clé n’ouvre plus que la page de configuration d’un travail, depuis le portail. Ici, elle ne modifie rien, sauf si Entra ID refuse les valeurs définies\u00a0: elle permet alors de redéfinir celles d’Entra ID.',
  tenantId: 'ID de locataire',
  apiSecretKey: 'APISecretKey',
  submit: 'Se connecter',
  wrong: 'L’ID de locataire ou l’APISecretKey est incorrect.',
  ended: 'Votre session est terminée. Reconnectez-vous.',
  failed: {
    'not-set-up':
      'La connexion avec Microsoft n’est pas encore configurée\u00a0: les valeurs d’Entra ID manquent.',
    'begun-elsewhere':
      'Cette connexion a été commencée dans une autre fenêtre ou il y a trop longtemps. Recommencez-la ici, et autorisez les cookies.',
    declined: 'Microsoft Entra ID ne vous a pas connecté, ou vous avez refusé. Réessayez.',
    'secret-refused':
      'Entra ID refuse le secret du connecteur\u00a0: il est erroné ou a expiré. Connectez-vous ci-dessous avec l’APISecretKey et définissez-en un nouveau.',
    'code-refused': 'Entra ID ne reconnaissait plus cette connexion. Réessayez.',
    'token-refused':
      'Ce qu’Entra ID a indiqué à votre sujet n’a pas pu être vérifié. Assurez-vous que l’ID de locataire et l’ID d’application correspondent.',
    unavailable: 'Entra ID ne répond pas. Réessayez dans quelques minutes.',
  },
  failedOtherwise: 'La connexion a échoué. Réessayez.',
};
