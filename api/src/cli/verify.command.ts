import type { Database } from '@api/platform/database';
import { proofInWords } from '@api/stock/proof-in-words';
import { verifyLedger } from '@api/stock/verify-ledger.query';
import type { Command } from './command';
import { withDatabase } from './with-database';

/** `npm run verify`. */
export const verify: Command = {
  usage: 'proves that every level is what the movements say',
  run: (context) => withDatabase(context, (database) => verifyCommand(database, context.say)),
};

/** Proves the ledger and says in words what is wrong. The exit code: 0 when nothing is, else 1. */
export async function verifyCommand(database: Database, print: (line: string) => void): Promise<0 | 1> {
  const proof = await database.enter(verifyLedger);
  proofInWords(proof).forEach(print);
  return proof.differenceCount === 0 ? 0 : 1;
}
