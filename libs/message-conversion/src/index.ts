export { type ArchivedMedia, type ConversionContext } from './conversion-context';
export { itemFileName, toItem } from './to-item';
export { type OpenAttachment, writeItem } from './write-item';
