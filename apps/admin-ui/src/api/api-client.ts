import { ApiProblem, toApiProblem } from './api-problem';

export type Query = Record<string, string | number | undefined>;
const BYTES = 'application/octet-stream';
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Calls the admin API in the name of whoever is signed in: the browser adds the cookie, this the CSRF token. */
export class ApiClient {
  /** From the session; needed by whatever changes something. */
  csrfToken: string | undefined;
  /** Told when a call finds that nobody is signed in any more. */
  onSessionEnd: () => void = () => undefined;

  constructor(private readonly send: typeof fetch = (...request) => fetch(...request)) {}

  get<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
    return this.call('GET', addressOf(path, query), undefined, signal);
  }

  post<Answer>(path: string, body?: object): Promise<Answer> {
    return this.call('POST', addressOf(path), body);
  }

  put<Answer>(path: string, body: object): Promise<Answer> {
    return this.call('PUT', addressOf(path), body);
  }

  /** Bytes as they are. */
  async putBytes(path: string, bytes: Blob, signal: AbortSignal): Promise<void> {
    await this.call('PUT', addressOf(path), bytes, signal);
  }

  delete<Answer>(path: string): Promise<Answer> {
    return this.call('DELETE', addressOf(path));
  }

  private async call<Answer>(
    method: Method,
    address: string,
    body?: object | Blob,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const isBytes = body instanceof Blob;
    const response = await this.fetch(address, {
      method,
      signal,
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': isBytes ? BYTES : 'application/json' }),
        ...(method !== 'GET' && this.csrfToken && { 'x-csrf-token': this.csrfToken }),
      },
      body: isBytes ? body : body && JSON.stringify(body),
    });
    const text = await response.text();
    // The types of answers are generated from the document that the connector's own DTOs make.
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
    if (response.status === 401) this.onSessionEnd();
    throw toApiProblem(response.status, text);
  }

  private async fetch(address: string, request: RequestInit): Promise<Response> {
    try {
      return await this.send(address, request);
    } catch (error) {
      if (request.signal?.aborted) throw error;
      throw new ApiProblem(0);
    }
  }
}

/** The address of something below /admin/api; what is not wanted of the query is left out. */
export function addressOf(path: string, query: Query = {}): string {
  const wanted = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(wanted).toString();
  return `/admin/api/${path}${search && `?${search}`}`;
}

/** A path with ids in it, which may hold any sign. */
export function pathOf(parts: TemplateStringsArray, ...ids: string[]): string {
  return String.raw({ raw: parts }, ...ids.map(encodeURIComponent));
}
