// Tests that need a browser: the HTML report as people see it. Part of `npm run test:all` and of CI.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: [],
  // the first run may have to fetch the browser
  testTimeout: 600_000,
};
