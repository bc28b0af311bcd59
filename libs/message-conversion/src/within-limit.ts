import { type MediaFile } from '@app/domain';

import { type ConversionContext } from './conversion-context';

/**
 * What `make` makes with as many of the files as there is room for: the small ones first, which are pictures and stills; the
 * others stay beside, and `make` is told which. The same files and context give the same. Text counts, but is never cut: when
 * it alone is too large, all files stay beside.
 */
export function withinLimit<C extends ConversionContext, T>(
  files: readonly MediaFile[],
  context: C,
  make: (context: C) => T,
  bytesOf: (made: T) => number,
): T {
  const keys = bySize(files, context);
  for (let kept = keys.length; kept > 0; kept -= 1) {
    const made = make(withBeside(context, keys.slice(kept)));
    if (bytesOf(made) <= context.maxBytes) return made;
  }
  return make(withBeside(context, keys));
}

/** Those in the archive, the smallest first; of one size, in their order. */
function bySize(files: readonly MediaFile[], { media }: ConversionContext): string[] {
  const size = (key: string) => media.get(key)?.bytes ?? 0;
  return files
    .map(({ fileKey }) => fileKey)
    .filter((key) => media.has(key))
    .sort((a, b) => size(a) - size(b));
}

function withBeside<C extends ConversionContext>(context: C, beside: string[]): C {
  if (beside.length === 0) return context;
  const keys = new Set(beside);
  const media = [...context.media].map(([key, file]) => {
    return [key, { ...file, isBeside: keys.has(key) }] as const;
  });
  return { ...context, media: new Map(media) };
}
