import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { type Response } from 'express';
import { map, type Observable } from 'rxjs';

/**
 * Answers in JSON whatever the value: a text or a truth value alone too, as ASP.NET does. Nothing of it is to be kept by
 * browsers or proxies. A handler without a value answers with an empty body.
 */
@Injectable()
export class ExactJson implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    response.set('cache-control', 'no-store');
    return next.handle().pipe(
      map((value: unknown) => {
        if (value === undefined) return undefined;
        response.type('application/json');
        return JSON.stringify(value);
      }),
    );
  }
}
