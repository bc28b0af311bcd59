import { Button } from '@fluentui/react-components';
import { type DragEvent, useRef, useState } from 'react';

import { texts } from '../../../texts/texts';

const words = texts.imports;

/** Where a zip is dropped, or picked by a button. */
export function FilePick({ onPick }: { onPick: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const pick = (file: File | undefined) => {
    if (!file) return;
    const isZip = /\.zip$/i.test(file.name) && file.size > 0;
    setIsWrong(!isZip);
    if (isZip) onPick(file);
  };
  const drag = (event: DragEvent, over: boolean) => {
    event.preventDefault();
    setIsOver(over);
  };
  return (
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        pick(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label={words.pick}
        onChange={({ target }) => {
          pick(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()}>{words.pick}</Button>
      <span>{words.drop}</span>
      <span role="status">{isWrong && words.notZip}</span>
    </div>
  );
}
