import type { Picture } from './decode-strategy';

let canvas: HTMLCanvasElement | undefined;

/** The pixels of a video frame or photo, scaled down so that no side is longer than `sideAtMost`. */
export function pictureOf(source: HTMLVideoElement | ImageBitmap, sideAtMost: number): Picture {
  const [fullWidth, fullHeight] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.width, source.height];
  const scale = Math.min(1, sideAtMost / Math.max(fullWidth, fullHeight));
  const width = Math.max(1, Math.round(fullWidth * scale));
  const height = Math.max(1, Math.round(fullHeight * scale));
  canvas ??= document.createElement('canvas');
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // Read back at once: kept in memory, not on the graphics card.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no canvas.');
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
