/** Who items can be imported for. */
export const mailboxes = [
  { address: 'archive@contoso.example', name: 'Compliance archive' },
  { address: 'ada@contoso.example', name: 'Ada Admin' },
  { address: 'ned@contoso.example', name: 'Ned Norole' },
] as const;
