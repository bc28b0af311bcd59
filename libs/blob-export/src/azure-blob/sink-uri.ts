import { AppError, type Secret } from '@app/domain';

/** Azure's blob endpoints: public cloud, US government, China (https://learn.microsoft.com/azure/storage/common/storage-account-overview). */
const AZURE_BLOB_HOST =
  /^[a-z0-9]{3,24}(\.z\d+)?\.blob\.(core\.windows\.net|storage\.azure\.net|core\.usgovcloudapi\.net|core\.chinacloudapi\.cn)$/;

/**
 * A container's SAS URI we are willing to write to. Throws `export.sas_invalid` or `export.sas_host_not_allowed`;
 * what is wrong is said without repeating the URI.
 */
export function parseSinkUri(uri: Secret, allowedHosts: readonly string[]): URL {
  const text = uri.reveal();
  if (!URL.canParse(text)) throw invalid('is not a URI');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('is not an https URI');
  if (url.username || url.password) throw invalid('holds a user name');
  if (!url.searchParams.has('sig')) throw invalid('holds no signature (sig)');
  if (!/^\/[^/]+(\/[^/]+)?\/?$/.test(url.pathname)) throw invalid('names no container');
  if (!isAllowed(url, allowedHosts)) {
    throw new AppError(
      'export.sas_host_not_allowed',
      'BlobSasUri is not at an Azure blob endpoint, nor at a host of SINK_ALLOWED_HOSTS.',
      { host: url.host },
    );
  }
  return url;
}

function isAllowed(url: URL, allowedHosts: readonly string[]): boolean {
  if (url.protocol === 'http:') return allowedHosts.includes(`http://${url.host}`);
  return AZURE_BLOB_HOST.test(url.host) || allowedHosts.includes(url.host);
}

function invalid(what: string): AppError {
  return new AppError('export.sas_invalid', `BlobSasUri ${what}; a container's SAS URI is needed.`);
}
