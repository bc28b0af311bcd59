import { request } from 'undici';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** As they came, with their attributes. */
  setCookies: string[];
}

let lastAddress = 0;

/** As much of a browser as a sign-in needs: it keeps cookies by host, sends them back, and follows a redirect when told to. */
export class Browser {
  /** The address it comes from, where a proxy is believed; each has its own. */
  readonly address = `198.51.100.${(lastAddress = (lastAddress % 250) + 1)}`;
  private readonly jars = new Map<string, Map<string, string>>();

  async send(
    url: string | URL,
    { method = 'GET', headers = {}, body }: BrowserRequest = {},
  ): Promise<Answer> {
    const target = new URL(url);
    const response = await request(target, {
      method,
      headers: {
        cookie: this.cookieHeader(target),
        'x-forwarded-for': this.address,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const setCookies = [response.headers['set-cookie'] ?? []].flat();
    setCookies.forEach((line) => this.keep(target.host, line));
    const text = await response.body.text();
    return { status: response.statusCode, headers: response.headers, text, setCookies };
  }

  /** Where the redirect leads that it is answered with. */
  async redirectOf(url: string | URL): Promise<URL> {
    const { status, headers } = await this.send(url);
    if (status !== 302) throw new Error(`${String(url)} answers ${status}, not with a redirect.`);
    return new URL(String(headers.location), url);
  }

  cookie(url: string, name: string): string | undefined {
    return this.jars.get(new URL(url).host)?.get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.keep(new URL(url).host, `${name}=${value}`);
  }

  private cookieHeader(url: URL): string {
    return [...(this.jars.get(url.host) ?? [])].map((pair) => pair.join('=')).join('; ');
  }

  private keep(host: string, line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    if (/;\s*expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
}

interface BrowserRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: object;
}
