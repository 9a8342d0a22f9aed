// Unit tests run the sources; tests of git, hooks and the command line run the built program, which test/support/build.cjs makes first.
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/test/oracle/', '/test/browser/', '/test/integrations/'],
  transform: {
    // packages of the ES kind, too: jest runs what it loads as CommonJS
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(?:age-encryption|@noble|@scure)/)'],
  // sources name their imports as the bundler and Node do
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['<rootDir>/test/support/seed.cjs'],
  globalSetup: '<rootDir>/test/support/build.cjs',
  // on two cores jest would take one
  maxWorkers: '100%',
  testTimeout: 60_000,
};
