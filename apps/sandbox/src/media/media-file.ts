import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** Bytes of a media file by its key and name: always the same, decodable where it is a picture. */
export function mediaFile(
  key: string,
  name: string,
  leastVideoBytes: number,
): { bytes: Buffer; contentType: string } {
  const seed = createHash('sha256').update(`${key}/${name}`).digest();
  return name.endsWith('.mp4')
    ? { bytes: video(seed, leastVideoBytes), contentType: 'video/mp4' }
    : { bytes: png(seed), contentType: 'image/png' };
}

const WIDTH = 64;
const HEIGHT = 48;

/** A little gradient in colours of its own. */
function png(seed: Buffer): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const pixels = Array.from({ length: WIDTH }, (__, x) => [
      ((seed[0] ?? 0) + 3 * x) % 256,
      ((seed[1] ?? 0) + 4 * y) % 256,
      seed[2] ?? 0,
    ]);
    return [0, ...pixels.flat()];
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** An MP4's first box, then noise: up to 260 KB more than the least, one in twenty 2 MB. */
function video(seed: Buffer, leastBytes: number): Buffer {
  const size = (seed[3] ?? 0) < 13 ? 2_000_000 : leastBytes + seed.readUInt16BE(4) * 4;
  const head = Buffer.from('0000001866747970697' + '36f6d0000020069736f6d6d703431', 'hex');
  const blocks = Array.from({ length: Math.ceil(size / 64) }, (_, i) =>
    createHash('sha512').update(seed).update(String(i)).digest(),
  );
  return Buffer.concat([head, ...blocks]).subarray(0, size);
}
