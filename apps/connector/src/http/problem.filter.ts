import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  NotFoundException,
} from '@nestjs/common';
import { NotAuthenticated } from '@app/auth';
import { isAppError } from '@app/domain';
import { type Request, type Response } from 'express';
import { PinoLogger } from 'nestjs-pino';

import { statusOf } from './error-status';
import { InvalidBody } from './invalid-body';

/** The router's own words quote the address, which may hold secrets in its query. */
const NOT_FOUND = 'There is nothing at this address.';

interface Problem {
  status: number;
  title: string;
  code?: string;
  fields?: InvalidBody['fields'];
}

/**
 * The one place where errors become answers: problem documents (RFC 9457) with the request's id, which the log has too. What nobody
 * expected is logged with its stack and answered without a word about it.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: PinoLogger) {
    log.setContext(ProblemFilter.name);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request & { id: string }>();
    const response = http.getResponse<Response>();
    const problem = describe(error);
    const { id: correlationId } = request;
    if (problem.status >= 500) this.log.error({ err: error, correlationId }, 'request failed');
    else if (error instanceof NotAuthenticated) this.logReason(error);
    else if (error instanceof NotFoundException) this.log.info(NOT_FOUND);
    else this.log.info({ err: error, fields: problem.fields, correlationId }, 'request refused');
    if (response.headersSent) return;
    response.status(problem.status);
    if (problem.status === 401) response.end();
    else response.type('application/problem+json').send({ ...problem, correlationId });
  }

  /** Why a proof was not taken; without any, nothing was tried. */
  private logReason({ reason }: NotAuthenticated): void {
    if (reason !== undefined) this.log.info({ reason }, 'proof refused');
  }
}

function describe(error: unknown): Problem {
  if (isAppError(error)) {
    const { code, message: title } = error;
    return { status: statusOf(error), title, code };
  }
  if (error instanceof InvalidBody)
    return { status: 400, title: error.message, fields: error.fields };
  if (error instanceof NotFoundException) return { status: 404, title: NOT_FOUND };
  if (error instanceof HttpException) return { status: error.getStatus(), title: error.message };
  return {
    status: 500,
    title: 'Something went wrong here. It is in the log under the correlation id.',
  };
}
