import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';

import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';
import { BootstrapForm } from './bootstrap-form';
import { signInFailure } from './sign-in-failure';
import { signInHref } from './sign-in-href';

interface SignInPageProps {
  canUseEntra: boolean;
  /** A session has ended while the page was open. */
  hasEnded: boolean;
}

export function SignInPage({ canUseEntra, hasEnded }: SignInPageProps) {
  const { signIn } = texts;
  const failure = signInFailure(location.search);
  const note = failure ?? (hasEnded ? signIn.ended : undefined);
  return (
    <Page title={signIn.title}>
      <p>{signIn.about}</p>
      {note !== undefined && (
        <MessageBar
          intent={failure === undefined ? 'warning' : 'error'}
          layout="multiline"
          role="alert"
          className="message"
        >
          <MessageBarBody>{note}</MessageBarBody>
        </MessageBar>
      )}
      {canUseEntra ? (
        <>
          <p className="soft">{signIn.entraHelp}</p>
          <Button as="a" appearance="primary" size="large" href={signInHref(location)}>
            {signIn.entra}
          </Button>
          <details className="other" open={failure !== undefined}>
            <summary>{signIn.other}</summary>
            <p className="soft">{signIn.otherHelp}</p>
            <BootstrapForm />
          </details>
        </>
      ) : (
        <>
          <p>{signIn.noEntra}</p>
          <BootstrapForm />
        </>
      )}
    </Page>
  );
}
