import { type ConversionField, NOTE, to } from './conversion-field';

/** Links, mentions and tags stand in a post and in its long text. */
export const entitiesIn = (at: string): ConversionField[] => [
  to(
    `${at}.urls[].url`,
    '`Content` (replaced by the target)',
    '',
    'details: “… led to”; title of the link',
  ),
  to(`${at}.urls[].expanded_url`, '`Content`', '', 'text; address of the link'),
  to(`${at}.mentions[].username`, '`Recipients`', 'To, Cc', 'text, in colour'),
  to(`${at}.mentions[].id`, '`Recipients[].Id`', 'To, Cc (who is known by id only)', ''),
  to(`${at}.hashtags[].tag`, '', 'X-Twitter-Hashtags', 'text, in colour'),
  to(`${at}.cashtags[].tag`, '', 'X-Twitter-Cashtags', 'text, in colour'),
];
export const cardsIn = (at: string): ConversionField[] => [
  to(`${at}.urls[].unwound_url`, NOTE, '', 'details: “led to”; card of the link'),
  to(`${at}.urls[].title`, NOTE, '', 'details: “was shown as”; card of the link'),
  to(`${at}.urls[].description`, NOTE, '', 'details: “was shown as”; card of the link'),
];
export const positionsIn = (at: string): string[] =>
  ['urls', 'mentions', 'hashtags', 'cashtags'].flatMap((list) => [
    `${at}.${list}[].start`,
    `${at}.${list}[].end`,
  ]);
