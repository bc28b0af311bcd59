import { Badge, Button } from '@fluentui/react-components';

import { api, useAction } from '../api/queries';
import { type SessionView } from '../api/types';
import { texts } from '../texts/texts';

/** Who is signed in, and the way out. */
export function SignedIn({ session }: { session: SessionView }) {
  const signOut = useAction(async () => {
    const { signOutUrl } = await api.delete<{ signOutUrl: string }>('session');
    location.assign(signOutUrl);
  });
  return (
    <>
      <span className="who">{session.name ?? texts.header.bootstrap}</span>
      {session.kind === 'examiner' && <Badge appearance="tint">{texts.header.readOnly}</Badge>}
      <Button
        size="small"
        onClick={() => signOut.mutate(undefined)}
        disabledFocusable={signOut.isPending}
      >
        {texts.header.signOut}
      </Button>
    </>
  );
}
