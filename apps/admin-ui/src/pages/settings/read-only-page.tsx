import { Page } from '../../parts/page';
import { texts } from '../../texts/texts';

/** In the place of the settings, for who may only look. */
export function ReadOnlyPage() {
  return (
    <Page title={texts.settings.title}>
      <p>{texts.settings.readOnly}</p>
    </Page>
  );
}
