import { Button } from '@fluentui/react-components';
import { useState } from 'react';

import { texts } from '../texts/texts';
import { copyText } from './copy-text';

const names = { untouched: texts.copy, copied: texts.copied, refused: texts.copyRefused };

/** Says that it has copied by its own name, which screen readers tell; or that the browser does not let it. */
export function CopyButton({ text, of }: { text: string; of: string }) {
  const [state, setState] = useState<keyof typeof names>('untouched');
  const copy = async () => setState((await copyText(text)) ? 'copied' : 'refused');
  return (
    <Button size="small" aria-label={`${names[state]}: ${of}`} onClick={() => void copy()}>
      <span aria-live="polite">{names[state]}</span>
    </Button>
  );
}
