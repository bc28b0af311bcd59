import { type Profile, type ProfileChange } from './content';

/** What a profile shows of its user, in the order people read it. */
export const profileFields = [
  'name',
  'username',
  'description',
  'location',
  'url',
  'profileImageUrl',
  'bannerUrl',
  'pinnedPostId',
  'isProtected',
  'isVerified',
  'verifiedType',
  'isIdentityVerified',
  'isParody',
  'affiliation',
  'withheldIn',
] as const satisfies readonly (keyof Profile)[];

export type ProfileField = (typeof profileFields)[number];

/** The fields that differ; none for a profile that is as it was. What is empty and what X leaves out are the same. */
export function changedFields({
  now,
  before,
}: Pick<ProfileChange, 'now' | 'before'>): ProfileField[] {
  if (!before) return [];
  return profileFields.filter(
    (field) => (now[field] || undefined) !== (before[field] || undefined),
  );
}
