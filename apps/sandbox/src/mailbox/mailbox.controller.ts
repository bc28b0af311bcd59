import { Controller, Get, Query, Res } from '@nestjs/common';
import { type Response } from 'express';

import { html } from '../core/html';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { sendPage } from '../portal/portal-page';
import { listBody } from './list-page';
import { lookingOf } from './looking';
import { Mailboxes } from './mailboxes';
import { MAILBOX_CSS, MAILBOX_JS } from './mailbox-files';
import { parseQuery } from './search/parse-query';
import { standIns } from './stand-ins';

const PAGE_SIZE = 50;

export const mailboxHead = html`<link rel="stylesheet" href="/mailbox.css" />
  <script type="module" src="/mailbox.js"></script>`;

/** The mailboxes: what has arrived, and the search in it. */
@Controller()
export class MailboxController {
  constructor(
    private readonly mailboxes: Mailboxes,
    private readonly credentials: SandboxCredentials,
  ) {}

  @Get()
  list(@Query() query: unknown, @Res() response: Response): void {
    const { looking, page: wanted } = lookingOf(query);
    const read = parseQuery(looking.search);
    const problem = 'problem' in read ? read.problem : undefined;
    const all = 'query' in read ? this.mailboxes.search(read.query, looking.mailbox) : [];
    const pages = Math.max(Math.ceil(all.length / PAGE_SIZE), 1);
    const page = Math.min(wanted, pages);
    const body = listBody({
      ...{ looking, page, pages, found: all.length },
      mailboxes: this.mailboxes.counts(),
      shown: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
      unread: this.mailboxes.unread(),
      ...(problem && { problem }),
    });
    sendPage(response, {
      title: 'Mailbox',
      body: html`${body}${standIns(this.credentials.tenantId)}`,
      problem: problem && `The search cannot be read at sign ${problem.at + 1}. ${problem.message}`,
      head: mailboxHead,
    });
  }

  @Get('mailbox.css')
  css(@Res() response: Response): void {
    response.type('css').send(MAILBOX_CSS);
  }

  @Get('mailbox.js')
  js(@Res() response: Response): void {
    response.type('js').send(MAILBOX_JS);
  }
}
