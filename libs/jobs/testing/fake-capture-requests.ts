import { type CaptureRequests, type RequestedCapture } from '@app/jobs';

/** Requests in memory. */
export class FakeCaptureRequests implements CaptureRequests {
  private readonly requests = new Map<string, RequestedCapture>();

  ask(request: RequestedCapture): Promise<void> {
    this.requests.set(request.accountId, request);
    return Promise.resolve();
  }

  find(accountId: string): Promise<RequestedCapture | undefined> {
    return Promise.resolve(this.requests.get(accountId));
  }

  list(): Promise<RequestedCapture[]> {
    return Promise.resolve([...this.requests.values()]);
  }

  remove({ accountId, requestedAt }: RequestedCapture): Promise<void> {
    const kept = this.requests.get(accountId);
    if (kept?.requestedAt.getTime() === requestedAt.getTime()) this.requests.delete(accountId);
    return Promise.resolve();
  }
}
