import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { encodePhoto, photoBytesAtMost } from './encode-photo';

describe('encoding a photo', () => {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#7a5' } });

  it('leaves out where and with what it was taken, and holds it upright', async () => {
    const sent = await plain(300, 200)
      .withExif({ IFD0: { Make: 'TellTale', Model: 'Secret 9' }, IFD3: { GPSLatitude: '40/1 42/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(sent.toString('latin1')).toContain('Secret 9');
    const { bytes, ...kept } = await encodePhoto(sent);
    expect(kept).toEqual({ mediaType: 'image/webp', width: 200, height: 300 });
    const { exif, icc, iptc, xmp, orientation } = await sharp(bytes).metadata();
    expect({ exif, icc, iptc, xmp, orientation }).toEqual({});
    expect(bytes.toString('latin1')).not.toMatch(/EXIF|TellTale|Secret/);
  });

  it('makes it 1,280 pixels at most, and never larger than it was', async () => {
    const large = await encodePhoto(await plain(3000, 1500).png().toBuffer());
    expect([large.width, large.height]).toEqual([1280, 640]);
    const small = await encodePhoto(await plain(40, 30).webp().toBuffer());
    expect([small.width, small.height]).toEqual([40, 30]);
  });

  it('makes it 300 kB at most, whatever it shows', async () => {
    const raw = { width: 1400, height: 1400, channels: 3 } as const;
    const noise = await sharp(randomBytes(1400 * 1400 * 3), { raw })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(noise.length).toBeGreaterThan(photoBytesAtMost);
    const { bytes } = await encodePhoto(noise);
    expect(bytes.length).toBeLessThanOrEqual(photoBytesAtMost);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('a photo')],
    [
      'a drawing that could name files',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['half a picture', Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb', 'hex')],
  ])('refuses %s', async (_, sent) => {
    await expect(encodePhoto(sent)).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ path: 'photo', code: 'no_photo' }],
    });
  });

  it('refuses a small file that would unfold into a huge picture', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(photoBytesAtMost);
    await expect(encodePhoto(bomb)).rejects.toMatchObject({ code: 'invalid' });
  });
});
