import { texts } from '../../texts/texts';

/** What the address says about a sign-in that has failed, in words; nothing when it says nothing. */
export function signInFailure(search: string): string | undefined {
  const failure = new URLSearchParams(search).get('signInFailed');
  if (failure === null) return undefined;
  const known = new Map(Object.entries(texts.signIn.failed));
  return known.get(failure) ?? texts.signIn.failedOtherwise;
}
