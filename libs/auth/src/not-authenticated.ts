import { HttpException, HttpStatus } from '@nestjs/common';

/** The caller has not proved who it is; answered with an empty body. */
export class NotAuthenticated extends HttpException {
  constructor() {
    super('', HttpStatus.UNAUTHORIZED);
  }
}
