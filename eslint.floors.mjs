import { fileURLToPath } from 'node:url';
import boundaries from 'eslint-plugin-boundaries';

/**
 * The house, floor by floor. A file imports down, never up, never sideways: not from a room of its own floor, not in a ring.
 * (The web's floors are in web/eslint.rules.mjs.)
 */
const street = ['words', 'rules', 'barcodes', 'contracts'];
const floors = [
  ['people', 'sites', 'catalog', 'stock', 'figures'],
  [
    ...['donations', 'distributions', 'transfers', 'stocktakes', 'fridges', 'needs', 'recalls', 'labels'],
    'directory',
  ],
  ['reports', 'planning', 'sync', 'neighbours'],
];
const rooms = floors.flat();

/** Each floor's folders. */
const folders = [
  ...['words', 'rules', 'barcodes'].map((type) => ({ type, pattern: `shared/src/${type}` })),
  { type: 'contracts', pattern: 'shared/src/*' },
  { type: 'platform', pattern: 'api/src/platform' },
  ...rooms.map((type) => ({ type, pattern: `api/src/${type}` })),
];

/** The roof: programs, HTTP, schedules, commands; and of each room what Nest makes, and the queries of its calls. */
const roof = [
  'api/src/*.ts',
  'api/src/{http,jobs,cli,demo}/**',
  'api/src/*/*.{controller,module,worker}.ts',
  'api/src/*/*-query.ts',
];

/** What each may import, besides its own folder and packages. */
const below = {
  words: [],
  rules: ['words'],
  barcodes: ['words'],
  contracts: ['words', 'rules', 'barcodes'],
  platform: ['words', 'barcodes'],
  ...Object.fromEntries(
    floors.flatMap((floor, n) =>
      floor.map((room) => [room, [...street, 'platform', ...floors.slice(0, n).flat()]]),
    ),
  ),
};

export const houseRule =
  'Imports run down: street (shared), platform, people and sites and catalog and stock and figures, workflows, reports, roof. Move the shared step down a floor.';

export const floorsConfig = {
  files: ['api/src/**/*.ts', 'shared/src/**/*.ts'],
  ignores: ['**/*.spec.ts'],
  plugins: { boundaries },
  settings: {
    'import/resolver': { [fileURLToPath(new URL('./eslint.resolver.cjs', import.meta.url))]: {} },
    'boundaries/elements': folders.map((folder) => ({ ...folder, partialMatch: false })),
    'boundaries/files': [{ category: 'roof', pattern: roof }],
  },
  rules: {
    'boundaries/no-unknown-files': 'error',
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        // A step does not know the controller of its own room.
        checkInternals: true,
        message: houseRule,
        // The last policy that fits decides.
        policies: [
          ...Object.entries(below).map(([type, allowed]) => ({
            from: { element: { type } },
            allow: { to: { element: { types: { anyOf: [type, ...allowed] } } } },
          })),
          { disallow: { to: { file: { categories: 'roof' } } } },
          { from: { file: { categories: 'roof' } }, allow: { to: { element: { type: '*' } } } },
          { from: { file: { categories: 'roof' } }, allow: { to: { file: { categories: 'roof' } } } },
        ],
      },
    ],
  },
};
