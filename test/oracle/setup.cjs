// Builds the program and makes the loader's environment once, before any test; a test that needs either finds it ready.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  require('../support/build.cjs')();
  execFileSync(process.execPath, [join(__dirname, 'venv.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
};
