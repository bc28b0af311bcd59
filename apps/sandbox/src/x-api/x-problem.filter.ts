import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Request, type Response } from 'express';

import { dialectOf } from './dialect';
import { problemIn, XProblem } from './x-problem';

@Catch(XProblem)
export class XProblemFilter implements ExceptionFilter<XProblem> {
  catch({ status, body, headers }: XProblem, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { query } = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    response
      .status(status)
      .set(headers)
      .type('application/problem+json')
      .send(JSON.stringify(problemIn(dialectOf(query), body)));
  }
}
