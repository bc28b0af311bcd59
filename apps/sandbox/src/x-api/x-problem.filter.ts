import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Response } from 'express';

import { XProblem } from './x-problem';

@Catch(XProblem)
export class XProblemFilter implements ExceptionFilter<XProblem> {
  catch({ status, body, headers }: XProblem, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    response
      .status(status)
      .set(headers)
      .type('application/problem+json')
      .send(JSON.stringify(body));
  }
}
