import { type Profile } from './content';
import { changedFields } from './profile-changes';

const profile: Profile = { id: '7', name: 'Contoso', location: 'Leeds', isProtected: false };

it.each<[Profile | undefined, Partial<Profile>, string[]]>([
  [undefined, {}, []],
  [profile, {}, []],
  [profile, { name: 'Contoso Ltd', location: 'York' }, ['name', 'location']],
  [profile, { location: '' }, ['location']],
  [profile, { isProtected: undefined, description: '' }, []],
  [profile, { isProtected: true }, ['isProtected']],
])('from %j, with %j: %j changed', (before, changes, fields) => {
  expect(changedFields({ now: { ...profile, ...changes }, before })).toEqual(fields);
});
