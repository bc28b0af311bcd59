import { z } from 'zod';

/** An item as the contract has it (office365-import-protocol.md): names and casing exact, nothing else beside them. */
const user = z.strictObject({
  Id: z.string().nullable(),
  UserProfilePhotoUrl: z.string().nullable(),
  Name: z.string().nullable(),
  EmailAddress: z.string().nullable(),
  MobileNumber: z.string().nullable(),
});

const attachment = z.strictObject({
  Content: z.base64().nullable(),
  Uri: z.string().nullable(),
  AttachmentType: z.literal('media'),
  AttachmentFileName: z.string().min(1),
});

const plain = {
  SchemaVersion: z.literal('1.0'),
  Id: z.string().min(1),
  SourceType: z.literal('Twitter'),
  ItemType: z.string().min(1),
  ContainerId: z.string().min(1),
  ContainerName: z.string().nullable(),
  ThreadId: z.string().nullable(),
  ParentId: z.string().nullable(),
  Sender: user,
  Recipients: z.array(user).min(1),
  SentTimeUtc: z.iso.datetime(),
  ContentType: z.union([z.literal(0), z.literal(1)]),
  Content: z.string(),
  PostContext: z.null(),
  NumOfLikes: z.int(),
  MessagePreviewText: z.string(),
  ContentAttachments: z.array(attachment).nullable(),
};
const context = z.strictObject({ ...plain, PreContext: z.null() });

export const itemSchema = z.strictObject({ ...plain, PreContext: z.array(context).nullable() });
export type ImportedItem = z.infer<typeof itemSchema>;
