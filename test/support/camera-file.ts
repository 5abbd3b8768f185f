import bwipjs from 'bwip-js/node';
import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

const width = 640;
const height = 480;

/** Writes a film for Chromium's fake camera that shows one code on a grey table, still, in a loop. */
export async function writeCameraFile(path: string, symbol: { bcid: string; text: string }): Promise<void> {
  const image = await bwipjs.toBuffer({
    ...symbol,
    scale: 3,
    height: 20,
    includetext: true,
    padding: 10,
    backgroundcolor: 'FFFFFF',
  });
  const code = PNG.sync.read(image);
  const luma = Buffer.alloc(width * height, 150);
  const left = Math.floor((width - code.width) / 2);
  const top = Math.floor((height - code.height) / 2);
  for (let y = 0; y < code.height; y++)
    for (let x = 0; x < code.width; x++) {
      const at = (top + y) * width + left + x;
      if (at >= 0 && at < luma.length) luma[at] = code.data[(y * code.width + x) * 4] ?? 255;
    }
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, colour]);
  const frames = Array.from({ length: 5 }, () => frame);
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), ...frames]),
  );
}
