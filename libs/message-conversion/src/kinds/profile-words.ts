import {
  changedFields,
  type Profile,
  type ProfileChange,
  type ProfileField,
  profileFields,
} from '@app/domain';

const LABELS: Readonly<Record<ProfileField, string>> = {
  name: 'Name',
  username: 'Handle',
  description: 'About',
  location: 'Location',
  url: 'Website',
  profileImageUrl: 'Picture',
  bannerUrl: 'Banner',
  pinnedPostId: 'Pinned post',
  isProtected: 'Posts protected',
  isVerified: 'Verified',
  verifiedType: 'Kind of verification',
  isIdentityVerified: 'Identity verified',
  isParody: 'Marked as parody',
  affiliation: 'Affiliated with',
  withheldIn: 'Withheld in',
};

export interface ProfileFact {
  field: ProfileField;
  label: string;
  value: string;
}

export interface ChangeInWords extends ProfileFact {
  /** Empty where there was nothing; `value` is empty where there is nothing now. */
  before: string;
}

/** What a profile shows, in words; what it does not have is left out. */
export function profileFacts(profile: Profile): ProfileFact[] {
  return profileFields
    .map((field) => ({ field, label: LABELS[field], value: valueOf(profile, field) }))
    .filter(({ value }) => value !== '');
}

export function changesInWords(change: ProfileChange): ChangeInWords[] {
  const { now, before } = change;
  return changedFields(change).map((field) => ({
    field,
    label: LABELS[field],
    value: valueOf(now, field),
    before: before ? valueOf(before, field) : '',
  }));
}

export function sentenceOf({ label, value, before }: ChangeInWords): string {
  if (before === '') return `${label} set to "${value}".`;
  return value === ''
    ? `${label} removed; it was "${before}".`
    : `${label} changed from "${before}" to "${value}".`;
}

function valueOf(profile: Profile, field: ProfileField): string {
  const value = profile[field];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return field === 'username' && value ? `@${value}` : (value ?? '');
}
