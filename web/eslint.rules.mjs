import angular from 'angular-eslint';

/** The web's floors, lowest first. A file imports down, never up; rooms do not import each other. */
const floors = [['api-client', 'ui'], ['session', 'outbox', 'scanner'], ['device'], ['forms']];
const below = (floor) => floors.slice(0, floor).flat();

/** Refuses every relative import that leaves its folder for anything but the folders named. */
const mayImport = (folder, allowed, message) => ({
  files: [`web/src/app/${folder}/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: allowed.length ? `^(\\.\\./)+(?!\\.\\./|(${allowed.join('|')})/)` : '^\\.\\./', message },
          { regex: '^@api/', message: 'The web reaches the API over HTTP only.' },
        ],
      },
    ],
  },
});
const rule =
  'Imports run down: shared, then api-client and ui, then session, outbox and scanner, then device, then forms, then rooms, then shell.';

export const web = [
  ...angular.configs.tsRecommended.map((config) => ({ ...config, files: ['web/src/**/*.ts'] })),
  {
    files: ['web/src/**/*.ts'],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'cs', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'cs', style: 'camelCase' },
      ],
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      'max-lines': ['error', { max: 300 }],
    },
  },
  ...[...angular.configs.templateRecommended, ...angular.configs.templateAccessibility].map((config) => ({
    ...config,
    files: ['web/src/**/*.html'],
  })),
  {
    files: ['web/src/**/*.html'],
    rules: {
      '@angular-eslint/template/prefer-control-flow': 'error',
      '@angular-eslint/template/button-has-type': 'error',
      '@angular-eslint/template/no-inline-styles': ['error', { allowNgStyle: false, allowBindToStyle: true }],
    },
  },
  ...floors.flatMap((folders, floor) => folders.map((folder) => mayImport(folder, below(floor), rule))),
  {
    ...mayImport('*', below(floors.length), rule),
    ignores: [
      '**/*.spec.ts',
      'web/src/app/shell/**',
      ...below(floors.length).map((folder) => `web/src/app/${folder}/**`),
    ],
  },
];
