import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

import { WORKER_NODE_ARGS } from '../local/worker-node-args';

const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
});
const compose = (file: string) =>
  z
    .object({ services: z.record(z.string(), service) })
    .parse(parse(readFileSync(file, 'utf8'), { merge: true })).services;

/** A stage of the Dockerfile: its instructions, with those of the stage it begins from. */
function stage(name: string): string[] {
  const parts = readFileSync('Dockerfile', 'utf8')
    .replaceAll(/\\\n\s*/g, '')
    .split(/^(?=FROM )/m);
  const part = parts.find((each) => new RegExp(`^FROM .* AS ${name}\\n`).test(each)) ?? '';
  const [, from = ''] = /^FROM (\S+)/.exec(part) ?? [];
  const own = part.split('\n').slice(1).filter(Boolean);
  return from.startsWith('$') ? own : [...stage(from), ...own];
}

const last = (name: string, instruction: string) =>
  stage(name)
    .findLast((line) => line.startsWith(`${instruction} `))
    ?.slice(instruction.length + 1);
const startOf = (name: string) => z.array(z.string()).parse(JSON.parse(last(name, 'CMD') ?? ''));
const programIn = (command: string[]) => command.find((part) => part.endsWith('.js')) ?? '';
const sourceOf = (program: string) => program.replace(/^dist\/(.*)\.js$/, '$1.ts');

const services = compose('docker-compose.yml');
const inAzure = compose('docker-compose.azure.yml');
const images = ['connector', 'worker', 'sandbox'];
const ours = Object.entries({ ...services, ...inAzure }).filter(([name]) => name !== 'storage');

describe('the images', () => {
  it.each(images)('%s runs a program of ours, as a user without rights', (name) => {
    expect(existsSync(sourceOf(programIn(startOf(name))))).toBe(true);
    expect(last(name, 'USER')).toBe('node');
    expect(last(name, 'HEALTHCHECK')).toContain('CMD ["node", "-e", ');
  });

  it('start the worker as it is started everywhere', () => {
    expect(startOf('worker').filter((part) => /^--(max|heap)/.test(part))).toEqual(
      WORKER_NODE_ARGS,
    );
  });

  it.each([
    ['connector', 'CONNECTOR_PORT'],
    ['worker', 'WORKER_PORT'],
  ])('%s listens where its health is asked for', (name, setting) => {
    const port = last(name, 'EXPOSE') ?? '';
    expect(last(name, 'ENV')).toBe(`${setting}=${port}`);
    expect(readFileSync('.env.example', 'utf8')).toMatch(new RegExp(`^#? ?${setting}=`, 'm'));
    expect(last(name, 'HEALTHCHECK')).toContain(`\${process.env.${setting}}/health/live`);
  });

  it('have the Node this repository runs on', () => {
    const [, major] = /ARG NODE_IMAGE=node:(\d+)-/.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
    expect(major).toBe(readFileSync('.nvmrc', 'utf8').trim());
  });
});

describe('the compose files', () => {
  it.each(ours)('%s has nothing it does not need', (_name, { read_only, cap_drop }) => {
    expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
  });

  it.each(ours)('%s starts a program of ours, and is told no secret', (_name, each) => {
    const program = programIn(
      (each.command ?? startOf(each.image.replace(/^.*-/, ''))).join(' ').split(' '),
    );
    expect(existsSync(sourceOf(program))).toBe(true);
    expect(Object.keys(each.environment).filter((name) => name !== 'NODE_EXTRA_CA_CERTS')).toEqual(
      [],
    );
  });

  it('start connector and worker as their images do, but for the settings', () => {
    for (const name of ['connector', 'worker']) {
      const { command = [] } = services[name] ?? {};
      expect(command.filter((part) => !part.startsWith('--env-file='))).toEqual(startOf(name));
    }
  });

  it('open to this machine alone what the images listen on', () => {
    const ports = images
      .filter((name) => name !== 'worker')
      .map((name) => last(name, 'EXPOSE') ?? '');
    expect(services.sandbox?.ports).toEqual(ports.map((port) => `127.0.0.1:${port}:${port}`));
    expect(inAzure.connector?.ports).toEqual([`127.0.0.1:${ports[0] ?? ''}:${ports[0] ?? ''}`]);
  });

  it('have what is published, or used by another container, listen for more than its own', () => {
    expect(stage('connector')).toContain('ENV CONNECTOR_HOST=0.0.0.0');
    for (const command of [startOf('sandbox'), services.sandbox?.command]) {
      expect(command?.join(' ')).toContain('--host 0.0.0.0');
    }
    const storage = services.storage?.command?.join(' ');
    expect(storage).toContain('--blobHost 0.0.0.0 --queueHost 0.0.0.0 --tableHost 0.0.0.0');
  });

  it('take the Azurite that the tests run with', () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync('node_modules/azurite/package.json', 'utf8')));
    expect(services.storage?.image).toContain(`azurite:${version}}`);
  });
});
