export { endingOf } from './attachments';
export { type OpenAttachment } from './checked-bytes';
export { type ArchivedMedia, type ConversionContext } from './conversion-context';
export { type Mailbox, type Message, type MessageAttachment } from './message/message';
export { type MessageContext } from './message/message-context';
export { toMessage } from './message/to-message';
export { writeMessage } from './message/write-message';
export { itemFileName, itemIdOfFile, toItem } from './to-item';
export { writeItem } from './write-item';
