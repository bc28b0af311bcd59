import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Response } from 'express';

import { InvalidBody } from '../http/invalid-body';
import { html, page } from './html';

/** A person sees the page, not a program: says what is wrong with its address in HTML. */
@Catch(InvalidBody)
export class InvalidPageFilter implements ExceptionFilter {
  catch({ fields }: InvalidBody, host: ArgumentsHost): void {
    const rules = fields.map(({ field, rule }) => `${field} ${rule}`).join('; ');
    const body = html`<main>
      <h1>This address is not complete</h1>
      <p>${rules}.</p>
      <p>Close this window and open it again from the Microsoft Purview portal.</p>
    </main>`;
    const response = host.switchToHttp().getResponse<Response>();
    response.status(400).type('html').send(page('Not complete', body));
  }
}
