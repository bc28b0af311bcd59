import { type Texts } from './en';
import { single } from './french-number';

/** Texts of what is captured of an account, in French. */
export const frStreams: Texts['streams'] = {
  title: 'Ce qui est capturé',
  change: 'Modifier ce qui est capturé',
  see: 'Voir ce qui est capturé',
  about:
    'Les publications du compte sont toujours archivées. Le reste est lu tant qu’il est activé, et X ne facture rien pour ce qui est désactivé. Ce qui est archivé est conservé quand vous le désactivez\u202f; ce qui se produit ensuite n’est pas archivé.',
  always: 'Toujours activé',
  on: 'Activé',
  off: 'Désactivé',
  names: {
    posts: 'Publications du compte',
    mentions: 'Mentions et réponses de tiers',
    quotes: 'Citations par des tiers',
    messages: 'Messages privés',
    likes: 'Mentions J’aime',
    profile: 'Modifications du profil',
  },
  shortNames: {
    posts: 'Publications du compte',
    mentions: 'Mentions',
    quotes: 'Citations',
    messages: 'Messages privés',
    likes: 'Mentions J’aime',
    profile: 'Modifications du profil',
  },
  holds: {
    posts:
      'Publications, réponses, reposts et citations du compte, avec leurs fichiers multimédias.',
    mentions:
      'Publications de tiers qui nomment le compte\u202f; c’est aussi le cas des réponses à ses publications.',
    quotes: 'Publications de tiers qui citent une publication du compte.',
    messages:
      'Ce que le compte et d’autres s’écrivent, à deux ou en groupe, avec les images, ainsi que les arrivées et les départs. Pas les discussions chiffrées de X.',
    likes:
      'Publications de quiconque que le compte aime. X n’indique pas depuis quand, seulement que c’est le cas\u00a0: la date de constatation est conservée.',
    profile:
      'Un enregistrement du nom, de la description, des images, etc., et un autre à chaque modification.',
  },
  reach: {
    posts:
      'X liste les 3\u202f200 plus récentes. Les plus anciennes proviennent de l’archive que le titulaire télécharge chez X.',
    mentions: 'X liste les 800 plus récentes.',
    quotes: 'X trouve celles des 7 derniers jours.',
    messages: 'X liste ceux des 30 derniers jours.',
    likes: 'X les liste toutes.',
    profile:
      'X n’indique que l’état actuel\u00a0: les modifications sont archivées à partir de maintenant.',
  },
  bills: {
    posts:
      'X facture 0,005\u00a0$ par publication, ou 0,001\u00a0$ si l’application X appartient au compte.',
    mentions:
      'X facture 0,005\u00a0$ par publication, ou 0,001\u00a0$ si l’application X appartient au compte.',
    quotes: 'X facture 0,005\u00a0$ par publication.',
    messages:
      'X facture 0,010\u00a0$ par message ou autre événement\u202f; les 100 plus récents sont relus à chaque capture, ce que X facture une fois par jour.',
    likes:
      'X facture 0,001\u00a0$ par mention J’aime\u202f; les 100 plus récentes sont relues à chaque capture, ce que X facture une fois par jour.',
    profile: 'X facture au plus 0,010\u00a0$ par jour.',
  },
  since: (at: string) => `activé depuis le ${at}`,
  archived: (count: string) => (single(count) ? `${count} archivé` : `${count} archivés`),
  archivedInbound: (count: string) =>
    `publications de tiers archivées (mentions et citations)\u00a0: ${count}`,
  read: (count: string) => (single(count) ? `${count} lu chez X` : `${count} lus chez X`),
  caughtUp: (at: string) => `à jour au ${at}`,
  notRead: 'pas encore lu jusqu’au bout',
  waits: (name: string, until: string) => `${name}\u00a0: en attente jusqu’au ${until}`,
  switchedOn: (name: string) =>
    `${name}\u00a0: activé. Un worker en fera la lecture lors de la prochaine capture.`,
  switchedOff: (name: string) => `${name}\u00a0: désactivé. Ce qui en est archivé est conservé.`,
  messagesTitle: (name: string) => `Archiver les messages privés de @${name}\u202f?`,
  messagesPrivate:
    'Ils sont privés\u00a0: d’autres personnes les ont écrits et ne savent pas qu’ils sont archivés. Consultez d’abord le comité social et économique et le délégué à la protection des données.',
  messagesNeed:
    'L’application X a besoin de l’autorisation «\u00a0Read and write and Direct message\u00a0» dans le portail des développeurs de X. Le titulaire du compte doit se reconnecter une fois qu’elle est accordée\u00a0: ouvrez le connecteur dans le portail Purview. D’ici là, les messages attendent, et cette page l’indique.',
  switchOn: 'Activer',
};
