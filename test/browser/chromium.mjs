// Finds a Chromium, or fetches one, and prints its path. Without any this fails: a page that no browser opened is not tested.
// CHROMIUM names one; otherwise an installed one is used, and at last the one that playwright-core downloads or Debian packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function* installed() {
  if (process.env.CHROMIUM) yield process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) for (const name of NAMES) yield join(folder, name);
  yield* PLACES;
  yield chromium.executablePath();
}

const find = () => [...installed()].find((path) => existsSync(path));
const attempts = [];

function attempt(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 300_000 });
  attempts.push(`${command} ${args.join(' ')}: ${error?.message ?? `exit ${status}`}\n${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
}

function fetchOne() {
  const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
  const isRoot = process.getuid?.() === 0;
  // the libraries it needs come from the system's packages
  if (attempt(process.execPath, [cli, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'])) return;
  if (isRoot && attempt('apt-get', ['update', '-qq']))
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
}

if (find() === undefined) fetchOne();
const path = find();
if (path === undefined)
  throw new Error(
    `the test of the HTML report needs Chromium: install it, or name it in CHROMIUM\n${attempts.join('\n')}`,
  );
process.stdout.write(path);
