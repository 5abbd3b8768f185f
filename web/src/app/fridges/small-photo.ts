const edgeAtMost = 1280;
const base64AtMost = 400_000;

/**
 * A picture made small on this device: a JPEG in base64 of at most 1,280 pixels and about 300 kB. Drawn anew, so that nothing that
 * the camera wrote beside it (where, when, with what) leaves the device. Null for what is no picture.
 */
export async function smallPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  try {
    for (const [edge, quality] of [
      [edgeAtMost, 0.75],
      [edgeAtMost, 0.5],
      [800, 0.4],
    ] as const) {
      const base64 = await drawn(picture, edge, quality);
      if (base64 !== null && base64.length <= base64AtMost) return base64;
    }
    return null;
  } finally {
    picture.close();
  }
}

async function drawn(picture: ImageBitmap, edge: number, quality: number): Promise<string | null> {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const address = canvas.toDataURL('image/jpeg', quality);
  return address.startsWith('data:image/jpeg;base64,')
    ? address.slice('data:image/jpeg;base64,'.length)
    : null;
}
