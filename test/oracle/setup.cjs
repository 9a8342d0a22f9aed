// Builds the program and makes the loaders' environments once, before any test; a test that needs one finds it ready.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  require('../support/build.cjs')();
  for (const kind of ['home-assistant', 'esphome', 'appdaemon'])
    execFileSync(process.execPath, [join(__dirname, 'venv.mjs'), kind], { stdio: ['ignore', 'ignore', 'inherit'] });
};
