import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';

export function NoRolePage({ name }: { name: string }) {
  const { title, text, how } = texts.noRole;
  return (
    <Page title={title}>
      <p>{text(name)}</p>
      <p>{how}</p>
    </Page>
  );
}
