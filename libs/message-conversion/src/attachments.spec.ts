import { filesOfMedia, type Media } from '@app/domain';
import { aMessageContext } from '@testing/message-conversion';

import { attachmentsOf } from './attachments';

const photo = (key: string): Media => ({ key, type: 'photo', url: `https://p/${key}` });
const video: Media = { key: '7_1', type: 'video', url: 'https://v/1', previewUrl: 'https://p/1' };

function attachments(media: Media[], contentTypes: Record<string, string> = {}) {
  const stored = Object.entries(contentTypes).map(([fileKey, contentType]) => {
    return [fileKey, { sha256: `sha of ${fileKey}`, bytes: 3, contentType }] as const;
  });
  return attachmentsOf(media.flatMap(filesOfMedia), aMessageContext({ media: new Map(stored) }));
}

describe('attachmentsOf', () => {
  it('names a file by its medium and role, and says where it came from', () => {
    expect(attachments([video], { '7_1.original': 'video/mp4' })).toEqual([
      {
        content: { sha256: 'sha of 7_1.original', bytes: 3 },
        Uri: 'https://v/1',
        AttachmentType: 'media',
        AttachmentFileName: '7_1.original.mp4',
      },
      { Uri: 'https://p/1', AttachmentType: 'media', AttachmentFileName: '7_1.preview.jpg' },
    ]);
  });

  it.each([
    ['image/jpeg', 'jpg'],
    ['image/png', 'png'],
    ['IMAGE/WebP; charset=binary', 'webp'],
    ['application/octet-stream', 'jpg'],
    ['', 'jpg'],
  ])('takes the ending from the type %j: %s', (contentType, ending) => {
    const [attachment] = attachments([photo('3_1')], { '3_1.original': contentType });

    expect(attachment?.AttachmentFileName).toBe(`3_1.original.${ending}`);
  });

  it('takes the ending from the kind of file where the type says nothing', () => {
    const gif: Media = { ...video, key: '16_1', type: 'animated_gif' };

    expect(attachments([gif]).map(({ AttachmentFileName: name }) => name)).toEqual([
      '16_1.original.mp4',
      '16_1.preview.jpg',
    ]);
  });

  it('lets nothing into a file name but letters, digits and _ - . ~', () => {
    const keys = ['../../etc/passwd', 'a/b', 'a~2fb', 'a\\b:*?"<>|', 'ü\u202e\0\n', '𝒳'];
    const names = attachments(keys.map(photo)).map(({ AttachmentFileName: name }) => name);

    expect(names.filter((name) => !/^[\w.~-]+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(keys.length);
  });
});
