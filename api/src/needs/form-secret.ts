import { randomBytes } from 'node:crypto';
import type { Doorway } from '@api/platform/work';

/** The secret that signs forms: one for the database, so that a form of one process is good at every other. */
export async function formSecret({ tx }: Doorway): Promise<Buffer> {
  const known = await kept();
  if (known) return known;
  await tx.query('insert into form_secret (secret) values ($1) on conflict do nothing', [randomBytes(32)]);
  const made = await kept();
  if (!made) throw new Error('The secret of the forms is not there.');
  return made;

  async function kept(): Promise<Buffer | undefined> {
    return ((await tx.query('select secret from form_secret')) as { secret: Buffer }[])[0]?.secret;
  }
}
