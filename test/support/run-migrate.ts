import { LocalProcess } from '../../scripts/local/local-process';

/** `npm run migrate` with this on its standard input, as npm starts it: its exit code and what it said. */
export async function runMigrate(
  args: string[],
  input: object,
  env: NodeJS.ProcessEnv,
): Promise<{ code: unknown; said: string }> {
  const lines: string[] = [];
  const process = new LocalProcess('migrate', 'dist/scripts/migrate.js', {
    ...{ args, env, input: JSON.stringify(input) },
  });
  process.onLine = (line) => lines.push(line);
  return { code: await process.exit(), said: lines.join('\n') };
}
