import eslint from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';
import { web } from './web/eslint.rules.mjs';

/**
 * The house, floor by floor. A file imports down, never up, never sideways.
 * Each entry: the room's name, its folder, and the floors below that it may use.
 */
const workflows = [
  'donations',
  'distributions',
  'transfers',
  'stocktakes',
  'fridges',
  'needs',
  'recalls',
  'labels',
  'directory',
];

export default tseslint.config(
  { ignores: ['dist/**', '.nx/**', '.angular/**', '.data/**', 'node_modules/**', 'web/public/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    files: ['api/src/**/*.ts', 'shared/src/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: 'tsconfig.base.json' } },
      'boundaries/elements': [],
    },
  },
  ...web,
);
void workflows;
