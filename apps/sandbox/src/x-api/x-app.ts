import { Injectable } from '@nestjs/common';

import { SandboxSettings } from '../core/sandbox-settings';

/** What an app may do for a user who lets it in. */
export const permissions = ['read', 'read-write-directmessages'] as const;
export type Permission = (typeof permissions)[number];

/** The connector's app in X's developer portal. */
@Injectable()
export class XApp {
  readonly name = 'Contoso archive connector';
  /** Where X may send people back to; nobody is sent elsewhere. */
  callbacks: string[];

  /** Counts for who logs in from now on. */
  permission: Permission = 'read-write-directmessages';

  constructor({ connectorUrl }: SandboxSettings) {
    this.callbacks = connectorUrl ? [new URL('/Views/TwitterOAuth', connectorUrl).href] : [];
  }

  /** X compares all but the query. */
  isRegistered(callback: string): boolean {
    if (!URL.canParse(callback)) return false;
    const { origin, pathname } = new URL(callback);
    return this.callbacks.includes(origin + pathname);
  }
}
