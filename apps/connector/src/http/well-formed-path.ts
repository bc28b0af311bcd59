import { BadRequestException } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';

/** Refuses an address that cannot be decoded, before the router does it and quotes it. */
export function wellFormedPath(request: Request, _response: Response, next: NextFunction): void {
  next(isDecodable(request.path) ? undefined : malformed());
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const malformed = () => new BadRequestException('The address is malformed.');
