import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { Router } from 'wouter';

import { Gate } from './shell/gate';
import { useTheme } from './theme/use-theme';

/** Styles that scripts add count only with the nonce of this answer (serve-admin-ui.ts). */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const renderer = createDOMRenderer(document, {
  styleElementAttributes: nonce ? { nonce } : {},
});

export function App() {
  const theme = useTheme();
  return (
    <RendererProvider renderer={renderer}>
      <FluentProvider theme={theme.isDark ? webDarkTheme : webLightTheme} className="app">
        <Router base="/admin">
          <Gate theme={theme} />
        </Router>
      </FluentProvider>
    </RendererProvider>
  );
}
