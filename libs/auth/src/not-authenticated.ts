import { HttpException, HttpStatus } from '@nestjs/common';

/** The caller has not proved who it is; answered with an empty body. The reason is for the log alone. */
export class NotAuthenticated extends HttpException {
  constructor(readonly reason?: string) {
    super('', HttpStatus.UNAUTHORIZED);
  }
}
