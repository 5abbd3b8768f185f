import presets from 'jest-preset-angular/presets/index.js';

/** The web's own Jest project: components and services in jsdom, zoneless. */
export const web = {
  ...presets.createCjsPreset({ tsconfig: '<rootDir>/web/tsconfig.spec.json' }),
  displayName: 'web',
  rootDir: `${import.meta.dirname}/..`,
  testMatch: ['<rootDir>/web/src/**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/web/jest.setup.ts'],
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transformIgnorePatterns: ['node_modules/(?!.*\\.mjs$|@jsverse|flat|@mdi|uuid)'],
};
