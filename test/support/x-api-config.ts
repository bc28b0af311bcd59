import { slice, XApiConfig } from '@app/config';

type Values = Omit<XApiConfig, 'baseUrl' | 'mediaHosts'>;

/** How X is read at a stand-in: as by default, but soon tired of waiting. */
export function xApiConfig(baseUrl: URL, more: Partial<Values> = {}): XApiConfig {
  return slice(XApiConfig, {
    baseUrl,
    mediaHosts: [baseUrl.host],
    dialect: 'tweet',
    context: 'full',
    requestTimeoutMs: 10_000,
    mediaMaxBytes: 1024 * 1024,
    mediaTimeoutMs: 10_000,
    ...more,
  });
}
