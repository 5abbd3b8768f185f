import { web } from './web/jest.config.mjs';

/** One Jest run over every kind of test; `npm test -- --selectProjects api` runs one kind. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

const node = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch,
  testEnvironment: 'node',
  transform: { '^.+\\.[tj]s$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(uuid|idb)/)'],
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/src/$1', '^@api/(.*)$': '<rootDir>/api/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  ...more,
});

/** Projects that need PostgreSQL share one server; each test file clones a migrated template database. */
const withDatabase = {
  globalSetup: '<rootDir>/test/support/postgres.setup.ts',
  globalTeardown: '<rootDir>/test/support/postgres.teardown.ts',
};

export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    node('unit', ['<rootDir>/shared/src/**/*.spec.ts', '<rootDir>/api/src/**/*.spec.ts']),
    web,
    node('house', ['<rootDir>/test/house/**/*.spec.ts']),
    node('simulation', ['<rootDir>/test/simulation/**/*.spec.ts']),
    node('api', ['<rootDir>/test/api/**/*.spec.ts'], withDatabase),
    node('ledger', ['<rootDir>/test/ledger/**/*.spec.ts'], withDatabase),
    node('browser', ['<rootDir>/test/browser/**/*.spec.ts'], withDatabase),
    node('faults', ['<rootDir>/test/faults/**/*.spec.ts']),
  ],
};
