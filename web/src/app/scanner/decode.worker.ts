import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { DecodeAnswer, DecodeRequest } from './decoder';
import { decodeFrame, decodePhoto, type Look } from './decode-strategy';

/** Finds codes in pictures, away from the page, so that the camera's picture never stutters. */
const ready = (wasmUrl: string) =>
  // Served by us: the package's own default is a content network.
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });

const look: Look = ({ data, width, height }, options) =>
  readBarcodes({ data, width, height, colorSpace: 'srgb' } as ImageData, options);

addEventListener('message', ({ data: request }: MessageEvent<DecodeRequest>) => {
  void answer(request).then((reply) => postMessage(reply));
});

async function answer(request: DecodeRequest): Promise<DecodeAnswer> {
  const { id, wasmUrl, pixels, width, height, misses } = request;
  try {
    await ready(wasmUrl);
    const picture = { data: new Uint8ClampedArray(pixels), width, height };
    const codes =
      misses === null ? await decodePhoto(look, picture) : await decodeFrame(look, picture, misses);
    return { id, codes };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

export {};
