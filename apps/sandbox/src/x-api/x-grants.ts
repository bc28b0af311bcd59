import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { IssuedSecrets } from '../core/issued-secrets';
import { readJsonFile, writeJsonFile } from '../core/json-file';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { SandboxSettings } from '../core/sandbox-settings';
import { XWorld } from '../dataset/x-world';
import { type Permission, permissions, XApp } from './x-app';

const grantSchema = z.object({
  userId: z.string(),
  accessToken: z.string(),
  accessSecret: z.string(),
  /** As the app had it at the user's last login. */
  permission: z.enum(permissions).default('read-write-directmessages'),
});
export type Grant = z.infer<typeof grantSchema>;

/** Which users have let the app in, and by which tokens; kept through restarts. The account of the dataset has from the start. */
@Injectable()
export class XGrants {
  private readonly path: string;
  private grants: Grant[];

  constructor(
    settings: SandboxSettings,
    credentials: SandboxCredentials,
    world: XWorld,
    private readonly issued: IssuedSecrets,
    private readonly app: XApp,
  ) {
    this.path = join(settings.dataDir, 'x-grants.json');
    const { xAccessToken: accessToken, xAccessSecret: accessSecret } = credentials;
    const userId = world.dataset.account.id;
    const { permission } = app;
    const first = { userId, accessToken, accessSecret, permission };
    const known = readJsonFile(this.path, z.array(grantSchema)) ?? [first];
    // The dataset, and with it the account, may be another one than at the last start.
    this.grants = known.map((grant) =>
      grant.accessToken === accessToken ? { ...grant, userId, accessSecret } : grant,
    );
  }

  find(accessToken: string | undefined): Grant | undefined {
    return this.grants.find((grant) => grant.accessToken === accessToken);
  }

  permissionOf(userId: string): Permission {
    return this.grants.find((grant) => grant.userId === userId)?.permission ?? 'read';
  }

  /** A name of a login, or one of its secrets. */
  random(kind: 'request token' | 'login secret'): string {
    return this.issued.make(kind);
  }

  /** Lets the app in, with the permission it has now unless it asked for less; the tokens stay the same until they are revoked. */
  give(userId: string, permission = this.app.permission): Grant {
    const random = () => randomBytes(24).toString('base64url');
    const known = this.grants.find((grant) => grant.userId === userId) ?? {
      ...{ userId, accessToken: `${userId}-${random()}`, accessSecret: random() },
    };
    const given = { ...known, permission };
    this.keep([...this.grants.filter((grant) => grant.userId !== userId), given]);
    return given;
  }

  /** The user, or X, shuts the app out: its tokens are worth nothing from now on. */
  revoke(userId: string): void {
    this.keep(this.grants.filter((grant) => grant.userId !== userId));
  }

  private keep(grants: Grant[]): void {
    this.grants = grants;
    writeJsonFile(this.path, grants);
  }
}
