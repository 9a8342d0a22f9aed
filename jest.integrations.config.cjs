// Tests that need other people's programs: the pre-commit framework, lefthook, what a CI job has. Part of `npm run test:all` and of CI.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  roots: ['<rootDir>/test/integrations'],
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/test/integrations/setup.cjs',
  // the framework builds an environment from a clone
  testTimeout: 300_000,
};
