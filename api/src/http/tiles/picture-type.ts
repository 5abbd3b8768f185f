/** What kind of picture these bytes begin, of those that browsers draw and that run nothing; null for anything else. */
export function pictureType(bytes: Buffer): string | null {
  const at = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (at(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (at(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') return 'image/webp';
  if (at(4, 12) === 'ftypavif') return 'image/avif';
  return null;
}
