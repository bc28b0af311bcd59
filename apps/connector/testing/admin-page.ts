import { AdminSessions, type SessionKind } from '@app/auth';
import express from 'express';
import request, { type Response } from 'supertest';
import { z } from 'zod';

import { type ConnectorApp } from './connector-app';

const sessionSchema = z.object({ csrfToken: z.string() });

export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  /** Parsed where it is JSON. */
  body: unknown;
  text: string;
}

/** The settings page of somebody who is signed in, or of nobody. */
export class AdminPage {
  private constructor(
    private readonly connector: ConnectorApp,
    readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** Signed in as it happens behind Entra ID's page, or as bootstrap. */
  static async open(connector: ConnectorApp, kind: SessionKind = 'admin'): Promise<AdminPage> {
    const sessions = connector.app.get(AdminSessions, { strict: false });
    const user = kind === 'bootstrap' ? { kind } : { kind, userId: 'ada-id', name: 'ada@contoso' };
    const door = express().post('/', async (req, res) => {
      res.json(await sessions.issue(req, res, user));
    });
    const answer = await request(door).post('/').expect(200);
    const [cookie = ''] = answer.get('set-cookie') ?? [];
    const { csrfToken } = sessionSchema.parse(answer.body);
    return new AdminPage(connector, { cookie, 'x-csrf-token': csrfToken });
  }

  static ofNobody(connector: ConnectorApp): AdminPage {
    return new AdminPage(connector, {});
  }

  /** The same session, seen by a page of another site: it does not know the token. */
  withoutToken(): AdminPage {
    const { cookie = '' } = this.headers;
    return new AdminPage(this.connector, { cookie });
  }

  get(path: string, query: Record<string, string> = {}): Promise<PageAnswer> {
    return this.send('get', path, query);
  }

  post(path: string, body?: object): Promise<PageAnswer> {
    return this.send('post', path, {}, body);
  }

  put(path: string, body: object): Promise<PageAnswer> {
    return this.send('put', path, {}, body);
  }

  /** Bytes as they are. */
  async putBytes(path: string, bytes: Uint8Array): Promise<PageAnswer> {
    const sending = request(this.connector.server).put(`/admin/api/${path}`).set(this.headers);
    const answer = await sending
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from(bytes));
    return answerOf(answer);
  }

  private async send(
    method: 'get' | 'post' | 'put',
    path: string,
    query: Record<string, string>,
    body?: object,
  ): Promise<PageAnswer> {
    const sending = request(this.connector.server)[method](`/admin/api/${path}`);
    return answerOf(await sending.query(query).set(this.headers).send(body));
  }
}

function answerOf({ status, headers, body, text }: Response): PageAnswer {
  return { status, headers: z.record(z.string(), z.string()).parse(headers), body, text };
}
