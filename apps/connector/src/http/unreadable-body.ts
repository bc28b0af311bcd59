import { HttpException, HttpStatus } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';

const TITLES: Readonly<Record<number, string>> = {
  [HttpStatus.PAYLOAD_TOO_LARGE]: 'The body is too large.',
  [HttpStatus.UNSUPPORTED_MEDIA_TYPE]: 'The body has an encoding that is not supported.',
};

/**
 * Comes right after the body parser. The parser's errors quote the body, which may hold a secret: of them only the status goes on, to
 * the log as well.
 */
export function hideBody(
  error: unknown,
  _request: Request,
  _response: Response,
  next: NextFunction,
): void {
  const status = statusOf(error);
  const title = TITLES[status ?? 0] ?? 'The body is not valid JSON.';
  const isParsers = status !== undefined && !(error instanceof HttpException);
  next(isParsers ? new HttpException(title, status) : error);
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
