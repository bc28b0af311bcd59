import { Button } from '@fluentui/react-components';
import { useState } from 'react';

import { texts } from '../texts/texts';

/** Says that it has copied by its own name, which screen readers tell. */
export function CopyButton({ text, of }: { text: string; of: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  const name = isCopied ? texts.copied : texts.copy;
  return (
    <Button size="small" aria-label={`${name}: ${of}`} onClick={() => void copy()}>
      <span aria-live="polite">{name}</span>
    </Button>
  );
}
