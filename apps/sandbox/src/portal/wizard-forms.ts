import { z } from 'zod';

import { mailboxes } from './mailboxes';

export const termsForm = z.object({
  accepted: z.literal('yes', 'Accept the terms of service to go on.'),
});

/** Only web apps of this machine, and the one the sandbox was started for, are asked anything. */
export function credentialsForm(connectorUrl: string) {
  const hosts = ['localhost', '127.0.0.1'];
  if (URL.canParse(connectorUrl)) hosts.push(new URL(connectorUrl).hostname);
  return z.object({
    name: z
      .string()
      .trim()
      .min(1, 'Give the connector a name.')
      .max(100, 'At most 100 characters.'),
    connectionUrl: z
      .url({ protocol: /^https?$/, error: 'Give the address of the web app.' })
      .refine((url) => hosts.includes(new URL(url).hostname), {
        error: 'This portal reaches web apps on its own machine only.',
        when: ({ issues }) => issues.length === 0,
      }),
    password: z.string().min(1, 'Give the APISecretKey.').max(500, 'At most 500 characters.'),
    appId: z.guid('Give the application (client) id: a GUID.'),
  });
}

/** What was typed and may be shown again; the password may not. */
const typedForm = z.object({
  name: z.string().optional().catch(undefined),
  connectionUrl: z.string().optional().catch(undefined),
  appId: z.string().optional().catch(undefined),
});

export interface CredentialsShown {
  name: string;
  connectionUrl: string;
  appId: string;
}

export function shownAgain(typed: unknown): Partial<CredentialsShown> {
  const { name, connectionUrl, appId } = typedForm.catch({}).parse(typed);
  return {
    ...(name !== undefined && { name }),
    ...(connectionUrl !== undefined && { connectionUrl }),
    ...(appId !== undefined && { appId }),
  };
}

export const mailboxForm = z.object({
  mailbox: z.enum(
    mailboxes.map(({ address }) => address),
    'Choose a mailbox.',
  ),
});

/** What is wrong, by field; of a field the first thing only. */
export type Problems = Partial<Record<string, string>>;

export const stepSchema = z.enum(['credentials', 'authorize', 'storage', 'review']);
export type Step = z.infer<typeof stepSchema>;

export function problemsOf({ issues }: z.ZodError): Problems {
  const all = issues.toReversed().map(({ path, message }) => [String(path[0]), message]);
  return Object.fromEntries(all) as Problems;
}
