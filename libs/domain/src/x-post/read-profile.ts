import { type Profile } from '../content';
import { isJsonObject, type JsonObject } from '../json';
import { type Link } from '../post';
import { inTweetDialect } from './dialect';
import { parsedAs } from './parsed-as';
import { linksOf, toDate, unescapeHtml } from './read-entities';
import { xProfileSchema } from './x-content.schema';

/** Reads a user as X shows him, in either vocabulary. Throws `conversion.unreadable_post`, as `readPost`. */
export function readProfile(user: JsonObject): Profile {
  const x = parsedAs('user', xProfileSchema, inTweetDialect(user));
  const [site] = linksOf(x.entities?.url?.urls);
  return {
    id: x.id,
    username: x.username,
    name: x.name,
    description: unescapeHtml(resolved(x.description, linksOf(x.entities?.description?.urls))),
    location: x.location,
    url: site?.expandedUrl ?? x.url,
    profileImageUrl: x.profile_image_url,
    bannerUrl: x.profile_banner_url,
    isProtected: x.protected,
    isVerified: x.verified,
    verifiedType: x.verified_type,
    isIdentityVerified: x.is_identity_verified,
    isParody: x.parody,
    affiliation: x.affiliation?.description,
    withheldIn: x.withheld?.country_codes?.join(', '),
    pinnedPostId: x.pinned_tweet_id,
    createdAt: toDate(x.created_at),
  };
}

/** The user of this id as he was before, among the `includes` of the record of a change. */
export function readProfileBefore(id: string, { users }: JsonObject): Profile | undefined {
  const before = [users].flat().find((user) => isJsonObject(user) && user.id === id);
  return isJsonObject(before) ? readProfile(before) : undefined;
}

function resolved(text = '', links: readonly Link[]): string {
  // The longest first: one short link may be the beginning of another.
  const byLength = [...links].sort((a, b) => b.url.length - a.url.length);
  return byLength.reduce(
    (told, { url, expandedUrl }) => told.replaceAll(url, () => expandedUrl),
    text,
  );
}
