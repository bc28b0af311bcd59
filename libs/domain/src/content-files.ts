import { createHash } from 'node:crypto';

import { type Content, type Profile, type ProfileChange } from './content';
import { eachFileOnce, filesOfMedia, filesOfPost, type MediaFile, type Post } from './post';

/** Every file to keep of what a record is about, and to show with it; each once. */
export function filesOfContent(content: Content): MediaFile[] {
  switch (content.type) {
    case 'post':
      return filesOfPost(content.post);
    case 'message': {
      const { media, references } = content.message;
      const shared = references.flatMap(({ post }) => filesOf(post));
      return eachFileOnce([...media.flatMap(filesOfMedia), ...shared]);
    }
    case 'like':
      return filesOf(content.like.post);
    case 'profile':
      return filesOfChange(content.change);
    case 'deletion':
      return filesOf(content.deletion.post);
  }
}

/** Picture and banner of a profile, each under a key of its own: a new picture has a new address. */
export function filesOfProfile({ id, profileImageUrl, bannerUrl }: Profile): MediaFile[] {
  // X shows small copies unless the whole is asked for.
  const picture = profileImageUrl?.replace(/_normal(?=\.\w+$)/, '');
  const banner = bannerUrl?.replace(/(\/profile_banners\/\d+\/\d+)$/, '$1/1500x500');
  return [...fileAt(`${id}.avatar`, picture), ...fileAt(`${id}.banner`, banner)];
}

/** The profile now, and what it showed before. */
function filesOfChange({ now, before }: ProfileChange): MediaFile[] {
  return eachFileOnce([...filesOfProfile(now), ...(before ? filesOfProfile(before) : [])]);
}

function filesOf(post: Post | undefined): MediaFile[] {
  return post ? filesOfPost(post) : [];
}

function fileAt(name: string, url: string | undefined): MediaFile[] {
  if (!url) return [];
  const sha8 = createHash('sha256').update(url).digest('hex').slice(0, 8);
  return [{ fileKey: `${name}.${sha8}`, role: 'original', type: 'photo', url }];
}
