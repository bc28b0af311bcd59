import { type ConversionField, keep, to } from './conversion-field';

const CHANGED = 'X-Twitter-Changed';
const SHOWN = 'profile; what changed';

/** The account’s own user, as a profile of its own (`User`). */
export const PROFILE: ConversionField[] = [
  to('profile.id', '`AttachmentFileName`', '', 'details: “User id”'),
  to('profile.name', '`Sender.Name`, `Content`', 'From, To, X-Twitter-Changed', SHOWN),
  to('profile.username', '`Sender.Name`, `Content`', 'From, To, X-Twitter-Changed', SHOWN),
  to('profile.description', '`Content`', CHANGED, SHOWN),
  to(
    'profile.entities.description.urls[].url',
    '`Content` (replaced by the target)',
    CHANGED,
    'profile (replaced by the target)',
  ),
  to('profile.entities.description.urls[].expanded_url', '`Content`', CHANGED, SHOWN),
  to('profile.url', '`Content` (where X does not tell the target)', CHANGED, SHOWN),
  to(
    'profile.entities.url.urls[].url',
    '`Content` (replaced by the target)',
    CHANGED,
    'profile (replaced by the target)',
  ),
  to('profile.entities.url.urls[].expanded_url', '`Content`', CHANGED, SHOWN),
  to('profile.location', '`Content`', CHANGED, SHOWN),
  to(
    'profile.profile_image_url',
    '`ContentAttachments`, `Sender.UserProfilePhotoUrl`, `Content`',
    CHANGED,
    'picture, now and before',
  ),
  to(
    'profile.profile_banner_url',
    '`ContentAttachments`, `Content`',
    CHANGED,
    'banner, now and before',
  ),
  to('profile.pinned_tweet_id', '`Content`', CHANGED, SHOWN),
  to('profile.protected', '`Content`', CHANGED, SHOWN),
  to('profile.verified', '`Content`', CHANGED, SHOWN),
  to('profile.verified_type', '`Content`', CHANGED, SHOWN),
  to('profile.is_identity_verified', '`Content`', CHANGED, SHOWN),
  to('profile.parody', '`Content`', CHANGED, SHOWN),
  to('profile.affiliation.description', '`Content`', CHANGED, SHOWN),
  to('profile.withheld.country_codes', '`Content`', CHANGED, SHOWN),
  to('profile.created_at', '', '', 'details: “At X since”'),
  ...keep(
    'changes by itself, by what others do and what the account posts',
    'profile.public_metrics',
    'profile.verified_followers_count',
    'profile.most_recent_tweet_id',
  ),
  ...keep(
    'the text is shown whole, with its links resolved',
    ...['mentions', 'hashtags', 'cashtags', 'annotations'].map(
      (list) => `profile.entities.description.${list}`,
    ),
    ...['description', 'url'].flatMap((text) =>
      [
        'start',
        'end',
        'display_url',
        'unwound_url',
        'title',
        'description',
        'images',
        'media_key',
        'status',
      ].map((name) => `profile.entities.${text}.urls[].${name}`),
    ),
  ),
  ...keep(
    'between a user and the account, which are one here',
    'profile.connection_status',
    'profile.receives_your_dm',
    'profile.subscribes_to_you',
    'profile.subscription',
  ),
  ...keep('what the account pays for, not what it shows', 'profile.subscription_type'),
  ...keep(
    'the description names the affiliation',
    'profile.affiliation.badge_url',
    'profile.affiliation.url',
    'profile.affiliation.user_id',
  ),
  ...keep('the countries are the fact', 'profile.withheld.scope'),
  ...keep('not asked for: no address of a person is needed', 'profile.confirmed_email'),
];
