import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What the linter says of a file that is not there, had it these lines: the imports that may not be. */
function forbidden(file: string, imports: readonly string[]): string[] {
  const text = imports.map((path, n) => `import * as thing${n} from '${path}';\nvoid thing${n};\n`).join('');
  const eslint = join(root, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [eslint, '--stdin', '--stdin-filename', file, '--format', 'json'],
    { cwd: root, input: text, encoding: 'utf8' },
  );
  if (!stdout.startsWith('[')) throw new Error(stderr);
  const [result] = JSON.parse(stdout) as { messages: { ruleId: string; line: number }[] }[];
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === 'boundaries/dependencies')
    .map(({ line }) => imports[(line - 1) / 2] ?? '');
}

describe('imports', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'run down from a workflow, not up and not sideways',
      'api/src/transfers/planted.ts',
      ['@shared/words/id', '@api/platform/work', '@api/stock/record-movements', './derived-id'],
      ['@api/needs/record-missed-ask', '@api/http/doors', './transfers.controller', '@api/entities'],
    ],
    [
      'run down from the ledger, which knows no other room',
      'api/src/stock/planted.ts',
      ['@shared/stock/stock.contract', '@api/platform/statement'],
      [
        '@api/sites/site.entity',
        '@api/people/token',
        '@api/transfers/ship-transfer',
        './movements.controller',
      ],
    ],
    [
      'leave the ground without rooms',
      'api/src/platform/planted.ts',
      ['@shared/words/problem'],
      ['@api/stock/record-movements', '@shared/stock/movement-line'],
    ],
    [
      'leave the street without the API, and words without anything',
      'shared/src/words/planted.ts',
      ['./day'],
      ['@api/platform/work', '@shared/rules/field-rules', '@shared/barcodes/gtin'],
    ],
    [
      'may go anywhere below from the roof',
      'api/src/transfers/planted.controller.ts',
      ['@api/http/doors', '@api/stock/record-movements', './ship-transfer', '@api/needs/record-missed-ask'],
      [],
    ],
  ])('%s', (_, file, allowed, refused) => {
    expect(forbidden(file, [...allowed, ...refused])).toEqual(refused);
  });
});
