import { pipeline } from 'node:stream/promises';
import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import { type Response } from 'express';

import { sendPage } from '../portal/portal-page';
import { lookingOf } from './looking';
import { type MailEntry } from './mail-entry';
import { type Looking } from './mail-links';
import { mailBody } from './mail-page';
import { BODY_POLICY, bodyPage, typeToSend } from './mail-part';
import { mailboxHead } from './mailbox.controller';
import { Mailboxes } from './mailboxes';
import { skip } from './read-mail';
import { parseQuery } from './search/parse-query';

/** One message of a mailbox: shown, and all that is in it. */
@Controller('mailbox/:mailbox/:id')
export class MailController {
  constructor(private readonly mailboxes: Mailboxes) {}

  @Get()
  async show(
    @Param() { mailbox, id }: MailParams,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const entry = this.entry(mailbox, id);
    const { looking, asText } = lookingOf(query);
    const mail = await this.mailboxes.open(entry);
    sendPage(response, {
      title: entry.subject || '(no subject)',
      body: mailBody({ entry, mail, looking, asText, ...this.neighbours(entry, looking) }),
      head: mailboxHead,
      allows: "frame-src 'self'; media-src 'self'",
    });
  }

  @Get('body')
  async body(
    @Param() { mailbox, id }: MailParams,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const entry = this.entry(mailbox, id);
    const mail = await this.mailboxes.open(entry);
    const page = bodyPage(entry.place, mail, lookingOf(query).asText);
    secured(response).type('html').send(page);
  }

  @Get('files/:n')
  async file(
    @Param() { mailbox, id }: MailParams,
    @Param('n') wanted: string,
    @Query('download') download: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const mail = await this.mailboxes.open(this.entry(mailbox, id), async (content, n, file) => {
      if (String(n) !== wanted) return skip(content);
      if (download !== undefined) response.attachment(file.name);
      secured(response).type(typeToSend(file.contentType));
      return pipeline(content, response);
    });
    if (!mail.files[Number(wanted)]) throw new NotFoundException('There is no such file.');
  }

  /** The message as it lies in its file. */
  @Get('source')
  async source(
    @Param() { mailbox, id }: MailParams,
    @Query('download') download: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const entry = this.entry(mailbox, id);
    if (download !== undefined) response.attachment(`${id}.eml`);
    secured(response, "default-src 'none'");
    response.type(download === undefined ? 'text/plain' : 'message/rfc822');
    await pipeline(this.mailboxes.source(entry.place), response);
  }

  private entry(mailbox: string, id: string): MailEntry {
    const entry = this.mailboxes.find(mailbox, id);
    if (!entry) throw new NotFoundException('There is no such message.');
    return entry;
  }

  private neighbours(entry: MailEntry, looking: Looking): { newer?: MailEntry; older?: MailEntry } {
    const read = parseQuery(looking.search);
    const found = 'query' in read ? this.mailboxes.search(read.query, looking.mailbox) : [];
    const at = found.indexOf(entry);
    const [newer, older] = at < 0 ? [] : [found[at - 1], found[at + 1]];
    return { ...(newer && { newer }), ...(older && { older }) };
  }
}

interface MailParams {
  mailbox: string;
  id: string;
}

/** Whatever a message brings is never a page of the sandbox's own. */
function secured(response: Response, policy = BODY_POLICY): Response {
  return response.set({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
}
