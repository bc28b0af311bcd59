/** Office 365 Import wire format (office365-import-protocol.md): names, casing and order are the contract's. */
export interface ItemUser {
  Id: string | null;
  UserProfilePhotoUrl: string | null;
  Name: string | null;
  EmailAddress: string | null;
  MobileNumber: string | null;
}

/** A file of an item. Its bytes are streamed in as base64 when the item is written. */
export interface ItemAttachment {
  /** What to stream as `Content`; absent when the file is not in the archive (then only `Uri` tells of it). */
  content?: AttachmentContent;
  Uri: string | null;
  AttachmentType: 'media';
  AttachmentFileName: string;
}

export interface AttachmentContent {
  sha256: string;
  bytes: number;
}

/** A media file that stays in the archive because what it belongs to would be too large with it. */
export interface FileBeside extends AttachmentContent {
  fileKey: string;
}

export enum ItemContentType {
  Html = 0,
  Text = 1,
}

export interface Item {
  SchemaVersion: '1.0';
  Id: string;
  SourceType: 'Twitter';
  ItemType: string;
  ContainerId: string;
  ContainerName: string | null;
  ThreadId: string | null;
  ParentId: string | null;
  Sender: ItemUser;
  Recipients: ItemUser[];
  /** ISO 8601, UTC, with Z. */
  SentTimeUtc: string;
  ContentType: ItemContentType;
  Content: string;
  PreContext: Item[] | null;
  PostContext: Item[] | null;
  NumOfLikes: number;
  MessagePreviewText: string;
  ContentAttachments: ItemAttachment[] | null;
  /** Absent when there are none. Not written: `Content` tells of each. */
  beside?: FileBeside[];
}
