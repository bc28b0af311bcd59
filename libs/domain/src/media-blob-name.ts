/** The blob of a media file in container `archive` (docs/decisions/004-storage.md): where people find what items only name. */
export function mediaBlobName(accountId: string, sha256: string): string {
  return `${accountId}/media/${sha256}`;
}
