// By hand: does Home Assistant's own `check_config` accept a configuration with the stand-in that `secrets fake` makes for it?
//   node test/oracle/check-config.mjs PYTHON [CONFIG-FOLDER...]      PYTHON: of an environment with the package homeassistant
// Not a part of CI: the package is 600 MB. Without folders it is test/fixtures/stand-in. Nothing is installed meanwhile, so that an
// integration with requirements of its own is named and not checked. The folders given are copied, never written to.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const cli = join(root, 'dist/cli.cjs');
const [python, ...given] = process.argv.slice(2);
if (python === undefined) throw new Error('which Python? One with the package homeassistant');
const folders = given.length > 0 ? given : [join(root, 'test/fixtures/stand-in')];

/** As `hass --script check_config`, but no package is installed. */
const CHECK = `
import sys
import homeassistant.util.package as package
package.install_package = lambda *args, **kwargs: False
from homeassistant.scripts import check_config
folder = sys.argv[1]
sys.argv = ["hass", "--script", "check_config", "-c", folder]
sys.exit(check_config.run(sys.argv[3:]))
`;
/** Faults of the place, not of the configuration. */
const OF_THE_PLACE = /Integration error|not found|Requirements for|unable to install|Setup failed/i;
const FAULT = /Invalid config|not defined|Error loading|Secrets is not|expected|got '/;

let failed = 0;
for (const folder of folders) {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'hsl-check-')));
  try {
    const copy = join(base, 'config');
    mkdirSync(copy);
    cpSync(folder, copy, { recursive: true, filter: (path) => !/(?:^|[\\/])(?:\.git|secrets\.yaml)$/.test(path) });
    const fake = spawnSync(process.execPath, [cli, 'secrets', 'fake', 'secrets.fake.yaml'], {
      cwd: copy,
      encoding: 'utf8',
    });
    if (fake.status !== 0) throw new Error(`no stand-in for ${folder}: ${fake.stderr}`);
    cpSync(join(copy, 'secrets.fake.yaml'), join(copy, 'secrets.yaml'));
    rmSync(join(copy, 'secrets.fake.yaml'));
    const { stdout, stderr, status } = spawnSync(python, ['-c', CHECK, copy], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const lines = `${stdout}${stderr}`.split('\n').filter((line) => FAULT.test(line) && !OF_THE_PLACE.test(line));
    if (!/Testing configuration/.test(stdout)) lines.push(`check_config did not run: ${stderr.slice(-500)}`);
    process.stdout.write(`${lines.length === 0 ? 'accepted' : 'REJECTED'} (exit ${status}) ${folder}\n`);
    for (const line of lines) process.stdout.write(`  ${line.trim()}\n`);
    if (lines.length > 0) failed += 1;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
process.exitCode = failed > 0 ? 1 : 0;
