import { Injectable } from '@nestjs/common';

/** Tokens that the Office 365 Import service proves itself with. */
@Injectable()
export class ImportTokens {
  /** The application id in a token that is right in every respect; `undefined` for any other. */
  check(token: string): Promise<string | undefined> {
    return Promise.resolve(token === '' ? token : undefined);
  }
}
