export { type OpenAttachment } from './checked-bytes';
export { type ArchivedMedia, type ConversionContext } from './conversion-context';
export { itemFileName, toItem } from './to-item';
export { writeItem } from './write-item';
