import { type AttachmentContent, type FileBeside } from '@app/domain';

export interface Mailbox {
  name: string;
  address: string;
}

/** A file that travels in the message. */
export interface MessageAttachment {
  content: AttachmentContent;
  contentType: string;
  fileName: string;
  /** Content id of a picture that the HTML shows. */
  cid?: string;
}

/** An RFC 5322 message, all but the bytes of its files. */
export interface Message {
  id: string;
  inReplyTo?: string;
  references: string[];
  from: Mailbox;
  to: Mailbox[];
  cc: Mailbox[];
  subject: string;
  date: Date;
  /** Further headers, in their order. */
  headers: { name: string; value: string }[];
  text: string;
  html: string;
  attachments: MessageAttachment[];
  /** Absent when there are none. */
  beside?: FileBeside[];
}
