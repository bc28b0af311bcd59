import { Link } from 'wouter';

import { Page } from '../parts/page';
import { texts } from '../texts/texts';

export function UnknownPage() {
  const { title, text, home } = texts.unknownPage;
  return (
    <Page title={title}>
      <p>{text}</p>
      <Link href="/">{home}</Link>
    </Page>
  );
}
