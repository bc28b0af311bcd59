import { filesOfProfile, type Profile, type ProfileChange, type User } from '@app/domain';

import { type ChangeInWords, profileFacts } from '../kinds/profile-words';
import { nameOf } from '../wording';
import { type Html, html } from './html';
import { type ShownFiles } from './post-media';
import { lines, linkOrText } from './rich-text';
import { STYLES } from './styles';

interface ProfileParts {
  change: ProfileChange;
  user: User;
  changes: ChangeInWords[];
}

const PICTURES = { profileImageUrl: 'avatar', bannerUrl: 'banner' } as const;
type Picture = keyof typeof PICTURES;

/** What changed, from and to, and the profile as it looks now. */
export function profileCard({ change, user, changes }: ProfileParts, files: ShownFiles): Html {
  const { now, before } = change;
  const rows = changes.map(
    (each) =>
      html`<tr>
        <th scope="row" style="${STYLES.factLabel}">${each.label}</th>
        <td dir="auto" style="${STYLES.factValue}">
          ${valueCell(each.field, each.before, before, files)}
        </td>
        <td dir="auto" style="${STYLES.factValue}">
          ${valueCell(each.field, each.value, now, files)}
        </td>
      </tr>`,
  );
  const table = html`<table style="${STYLES.changes}">
    <tr>
      <th scope="col" style="${STYLES.factLabel}">What changed</th>
      <th scope="col" style="${STYLES.factHead}">From</th>
      <th scope="col" style="${STYLES.factHead}">To</th>
    </tr>
    ${rows}
  </table>`;
  return html`${rows.length > 0 ? table : undefined} ${wholeProfile(now, user, files)}`;
}

function wholeProfile(now: Profile, user: User, files: ShownFiles): Html {
  const rest = profileFacts(now).filter(({ field }) => !SHOWN.has(field));
  const facts = rest.map(
    ({ label, value }) =>
      html`<tr>
        <th scope="row" style="${STYLES.factLabel}">${label}</th>
        <td dir="auto" style="${STYLES.factValue}">${addressOrText(value)}</td>
      </tr>`,
  );
  return html`<div style="${STYLES.card}">
    ${picture('bannerUrl', now, files)} ${picture('profileImageUrl', now, files)}
    <div style="${STYLES.text}">
      <strong><bdi>${now.name ?? nameOf(user)}</bdi></strong
      ><br />
      <span style="${STYLES.handle}"><bdi>${nameOf(user)}</bdi></span>
    </div>
    <div dir="auto" style="${STYLES.text}">${lines(now.description ?? '')}</div>
    <table style="${STYLES.facts}">
      ${facts}
    </table>
  </div>`;
}

/** Shown above the table of the rest. */
const SHOWN: ReadonlySet<string> = new Set(['name', 'username', 'description']);

function valueCell(
  field: ChangeInWords['field'],
  value: string,
  profile: Profile | undefined,
  files: ShownFiles,
): Html {
  const shown =
    profile && (field === 'profileImageUrl' || field === 'bannerUrl')
      ? picture(field, profile, files)
      : undefined;
  return html`${shown}${value === '' ? '–' : addressOrText(value)}`;
}

/** The picture itself, when it travels in the message. */
function picture(field: Picture, profile: Profile, { byKey }: ShownFiles): Html | undefined {
  const name = PICTURES[field];
  const file = filesOfProfile(profile).find(({ fileKey }) => fileKey.split('.')[1] === name);
  const cid = file && byKey.get(file.fileKey)?.cid;
  if (cid === undefined) return undefined;
  const width = field === 'bannerUrl' ? 560 : 96;
  const alt = field === 'bannerUrl' ? 'Banner of the profile' : 'Picture of the profile';
  return html`<img src="cid:${cid}" alt="${alt}" width="${width}" style="${STYLES.picture}" />`;
}

function addressOrText(value: string): Html {
  return /^https?:\/\/\S+$/.test(value) ? linkOrText(value) : lines(value);
}
