import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import { type Response } from 'express';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { ImportState } from './import-state';
import { Mailbox } from './mailbox';
import { itemPage, listPage } from './mailbox-pages';

const PAGE_SIZE = 50;
const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'";

/** A look into the mailbox. */
@Controller()
export class MailboxController {
  constructor(
    private readonly state: ImportState,
    private readonly mailbox: Mailbox,
    private readonly credentials: SandboxCredentials,
  ) {}

  @Get()
  list(@Query('q') search: unknown, @Query('page') page: unknown, @Res() response: Response): void {
    const needle = typeof search === 'string' ? search : '';
    const from = Math.max(Math.trunc(Number(page) || 1), 1);
    const jobs = this.state.list().map(({ jobId, byType }) => {
      const found = this.mailbox
        .items(jobId)
        .filter(({ Content }) => Content.toLowerCase().includes(needle.toLowerCase()));
      return {
        jobId,
        byType,
        total: found.length,
        items: found.slice((from - 1) * PAGE_SIZE, from * PAGE_SIZE),
      };
    });
    const { tenantId } = this.credentials;
    send(response, listPage({ tenantId, jobs, search: needle, page: from, pageSize: PAGE_SIZE }));
  }

  @Get('mailbox/:jobId/:itemId')
  item(
    @Param('jobId') jobId: string,
    @Param('itemId') itemId: string,
    @Res() response: Response,
  ): void {
    const item = this.mailbox.find(jobId, itemId);
    if (!item) throw new NotFoundException('There is no such item.');
    send(response, itemPage(jobId, item));
  }

  @Get('mailbox/:jobId/:itemId/attachments/:n')
  attachment(
    @Param('jobId') jobId: string,
    @Param('itemId') itemId: string,
    @Param('n') n: string,
    @Res() response: Response,
  ): void {
    const attachment = this.mailbox.find(jobId, itemId)?.ContentAttachments?.[Number(n)];
    if (!attachment?.Content) throw new NotFoundException('There is no such attachment.');
    const bytes = Buffer.from(attachment.Content, 'base64');
    response
      .set('x-content-type-options', 'nosniff')
      .type(attachment.AttachmentFileName)
      .send(bytes);
  }
}

function send(response: Response, html: string): void {
  response.set('content-security-policy', CSP).type('html').send(html);
}
