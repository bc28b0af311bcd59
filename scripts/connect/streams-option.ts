import { type OptionalStream, optionalStreams } from '@app/domain';

/** What `--streams` takes. */
export const STREAMS_HELP = `${optionalStreams.join(', ')}; all; none`;

/** The streams that `--streams` names. Throws an Error that says what it takes. */
export function parseStreams(text: string): OptionalStream[] {
  if (text === 'all') return [...optionalStreams];
  if (text === 'none') return [];
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !optionalStreams.some((stream) => stream === name));
  if (unknown.length > 0) {
    throw new Error(`--streams takes ${STREAMS_HELP}; not "${unknown.join(', ')}".`);
  }
  return optionalStreams.filter((stream) => names.includes(stream));
}

/** The streams as `--streams` takes them. */
export function streamsText(streams: readonly OptionalStream[]): string {
  return streams.length === 0 ? 'none' : streams.join(',');
}
