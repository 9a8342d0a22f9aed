// Builds the program and installs the hook managers once, before any test; a manager that cannot be had fails the run.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  require('../support/build.cjs')();
  execFileSync(process.execPath, [join(__dirname, 'install-managers.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
};
