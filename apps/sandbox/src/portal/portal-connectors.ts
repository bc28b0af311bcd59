import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { readJsonFile, writeJsonFile } from '../core/json-file';
import { SandboxSettings } from '../core/sandbox-settings';

const connectorSchema = z.object({
  jobId: z.string(),
  /** `adding` until the wizard is finished. */
  state: z.enum(['adding', 'connected', 'login needed']),
  name: z.string().default(''),
  connectionUrl: z.string().default(''),
  appId: z.string().default(''),
  mailbox: z.string().default(''),
  /** The connector accepted the password when it was last asked with these values. */
  isValidated: z.boolean().default(false),
});
export type PortalConnector = z.infer<typeof connectorSchema>;

/** The connectors an admin has added, or is adding, kept through restarts. No password is among what is kept. */
@Injectable()
export class PortalConnectors {
  private readonly path: string;
  private readonly connectors: Map<string, PortalConnector>;

  constructor(settings: SandboxSettings) {
    this.path = join(settings.dataDir, 'portal-connectors.json');
    const known = readJsonFile(this.path, z.array(connectorSchema)) ?? [];
    this.connectors = new Map(known.map((connector) => [connector.jobId, connector]));
  }

  list(): PortalConnector[] {
    return [...this.connectors.values()];
  }

  find(jobId: string): PortalConnector | undefined {
    return this.connectors.get(jobId);
  }

  add(): PortalConnector {
    const made = connectorSchema.parse({ jobId: randomUUID(), state: 'adding' });
    this.keep(made);
    return made;
  }

  change(connector: PortalConnector, changes: Partial<PortalConnector>): PortalConnector {
    const changed = { ...connector, ...changes };
    this.keep(changed);
    return changed;
  }

  remove(jobId: string): void {
    this.connectors.delete(jobId);
    this.save();
  }

  private keep(connector: PortalConnector): void {
    this.connectors.set(connector.jobId, connector);
    this.save();
  }

  private save(): void {
    writeJsonFile(this.path, this.list());
  }
}
