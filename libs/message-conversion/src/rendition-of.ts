import { type Content } from '@app/domain';

import { type ConversionContext } from './conversion-context';
import { besideFacts, besideNotes } from './files-beside';
import { deletionRendition } from './kinds/deletion';
import { directMessageRendition } from './kinds/direct-message';
import { likeRendition } from './kinds/like';
import { profileRendition } from './kinds/profile-change';
import { type Rendition } from './rendition';

type NoPost = Exclude<Content, { type: 'post' }>;

/** What is told of it, and of its files that are too large to travel with it. */
export function renditionOf(content: NoPost, context: ConversionContext): Rendition {
  const rendition = ofItsKind(content, context);
  const { files, notes, details } = rendition;
  return {
    ...rendition,
    notes: [...besideNotes(files, context), ...notes],
    details: [...besideFacts(files, context), ...details],
  };
}

function ofItsKind(content: NoPost, context: ConversionContext): Rendition {
  switch (content.type) {
    case 'message':
      return directMessageRendition(content.message, context);
    case 'like':
      return likeRendition(content.like, context);
    case 'profile':
      return profileRendition(content.change, context);
    case 'deletion':
      return deletionRendition(content.deletion, context);
  }
}
