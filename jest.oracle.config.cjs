// Tests that need Python: Home Assistant's own loader as the judge. Part of `npm run test:all` and of CI.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  roots: ['<rootDir>/test/oracle'],
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/test/oracle/setup.cjs',
  testTimeout: 90_000,
};
