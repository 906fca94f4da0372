// Four projects: `pure` needs nothing but Node; the others share one PostgreSQL and one Temporal server that the global
// set-up brings up, and only when a test of theirs is about to run.
process.env.NODE_ENV = 'test';

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.data', '<rootDir>/dist'],
};

const tests = (...folders) => folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`);

const withServices = {
  ...base,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

export default {
  maxWorkers: 2,
  // Modules of finished suites stay in a worker's memory: beyond this it is replaced by a new one.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30_000,
  projects: [
    { ...base, displayName: 'pure', testMatch: tests('domain', 'golden', 'architecture', 'gateways', 'stack') },
    { ...withServices, displayName: 'persistence', testMatch: tests('persistence') },
    { ...withServices, displayName: 'api', testMatch: tests('api') },
    { ...withServices, displayName: 'workflows', testMatch: tests('workflows') },
  ],
};
