import sharp from 'sharp';
import { Problem } from '@shared/words/problem';

/** A picture as it is kept and sent: WebP, upright, without anything that the camera wrote beside it. */
export interface EncodedPhoto {
  readonly bytes: Buffer;
  readonly mediaType: 'image/webp';
  readonly width: number;
  readonly height: number;
}

export const photoBytesAtMost = 300 * 1024;
export const photoEdgeAtMost = 1280;
/** What is decoded at most, in pixels: the largest pictures that phones take. */
const pixelsAtMost = 64_000_000;
/** Pictures at work and waiting. Whoever comes then is asked to come back. */
const waitingAtMost = 32;

// Only what browsers and cameras write: the library reads formats that can name files or carry programs.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Encodes a picture (JPEG, PNG or WebP) anew: upright, at most 1,280 pixels on the longer edge and 300 kB, with no
 * metadata. One at a time, so that pictures never take the processor from scans. Call it before the transaction.
 * @throws Problem `invalid` for what is no such picture, `too_many` while many wait.
 */
export async function encodePhoto(sent: Buffer, path = 'photo'): Promise<EncodedPhoto> {
  if (waiting >= waitingAtMost) throw new Problem('too_many', undefined, undefined, 10);
  waiting++;
  const mine = last.then(() => encoded(sent, path));
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting--;
  }
}

async function encoded(sent: Buffer, path: string): Promise<EncodedPhoto> {
  for (const [edge, quality] of tries) {
    const photo = await tried(sent, edge, quality).catch(() => null);
    if (photo === null) {
      const message = 'A photo is a JPEG, PNG or WebP picture.';
      throw new Problem('invalid', undefined, [{ path, code: 'no_photo', message }]);
    }
    if (photo.bytes.length <= photoBytesAtMost) return photo;
  }
  throw new Error('A picture of 480 pixels at the lowest quality was too large.');
}

async function tried(sent: Buffer, edge: number, quality: number): Promise<EncodedPhoto> {
  const { data, info } = await sharp(sent, { limitInputPixels: pixelsAtMost, animated: false })
    .rotate()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality, effort: 3 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: 'image/webp', width: info.width, height: info.height };
}

/** Edge and quality: the first that is small enough. Noise of 480 pixels takes less than 100 kB at the last. */
const tries = [
  [photoEdgeAtMost, 72],
  [photoEdgeAtMost, 50],
  [960, 40],
  [480, 20],
] as const;
