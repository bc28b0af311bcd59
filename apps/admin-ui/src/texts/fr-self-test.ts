import { type Texts } from './en';

/** Texts of the self-test of an account, in French. What was found comes from the connector, in English. */
export const frSelfTest: Texts['selfTest'] = {
  title: 'Autotest',
  about:
    'Suit une publication depuis X jusqu’à la réponse du service d’importation. Ce connecteur ne fait que lire\u00a0: publiez quelque chose avec le compte après avoir lancé le test, ou faites-lui suivre la publication la plus récente. Vous pouvez quitter cette page pendant ce temps.',
  beginNew: 'Suivre une nouvelle publication',
  beginNewest: 'Suivre la publication la plus récente',
  none: 'Aucun autotest n’a encore eu lieu.',
  states: { waiting: 'En cours', passed: 'Capture vérifiée', failed: 'En échec' },
  begun: (at: string, by: string | undefined) =>
    `Lancé le ${at}${by === undefined ? '' : ` par ${by}`}`,
  ended: (at: string) => `terminé le ${at}`,
  table: 'Étapes de l’autotest',
  step: 'Étape',
  state: 'État',
  at: 'Date',
  found: 'Constat',
  steps: {
    keys: 'Les clés fonctionnent',
    newest: 'Les publications les plus récentes sont archivées',
    seen: 'La publication est là',
    archived: 'Elle est archivée',
    delivered: 'Elle est remise',
    accepted: 'Elle est acceptée',
  },
  stepStates: { ok: 'OK', waiting: 'En attente', failed: 'En échec' },
};
