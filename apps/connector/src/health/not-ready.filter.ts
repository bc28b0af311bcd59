import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpStatus,
  ServiceUnavailableException,
} from '@nestjs/common';
import { type Response } from 'express';
import { PinoLogger } from 'nestjs-pino';

/** A failed check is an answer, in Terminus's own form: which check failed and why. */
@Catch(ServiceUnavailableException)
export class NotReadyFilter implements ExceptionFilter<ServiceUnavailableException> {
  constructor(private readonly log: PinoLogger) {
    log.setContext(NotReadyFilter.name);
  }

  catch(error: ServiceUnavailableException, host: ArgumentsHost): void {
    const result = error.getResponse();
    this.log.warn({ event: 'health', result }, 'not ready');
    host.switchToHttp().getResponse<Response>().status(HttpStatus.SERVICE_UNAVAILABLE).json(result);
  }
}
