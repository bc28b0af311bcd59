import { Injectable } from '@nestjs/common';

/** How often each route of the stand-ins has been asked, since the start. */
@Injectable()
export class RequestCounts {
  private readonly counts: Record<string, number> = {};

  add(route: string): void {
    this.counts[route] = (this.counts[route] ?? 0) + 1;
  }

  all(): Readonly<Record<string, number>> {
    return { ...this.counts };
  }
}
