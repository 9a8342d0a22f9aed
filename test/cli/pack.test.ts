// The tarball as a user gets it: installed in an empty folder, without network, and run by npx and by import.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, withFolder } from '../support/repo';

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true', HUSKY: '0' },
  });

test('the packed tarball works through npx and as a library', async () => {
  await withFolder((folder) => {
    const [packed] = JSON.parse(npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder.dir)) as {
      filename: string;
      files: { path: string }[];
    }[];
    const inside = packed?.files.map((file) => file.path) ?? [];
    expect(inside).toEqual(
      expect.arrayContaining([
        'dist/cli.cjs',
        'dist/index.cjs',
        'dist/types/index.d.ts',
        'dist/THIRD-PARTY-NOTICES.txt',
        'hooks/pre-commit',
        'schema/config.schema.json',
        'LICENSE',
        'README.md',
        'package.json',
      ]),
    );
    expect(inside.filter((path) => /^(?:src|test|examples|bench|\.)/.test(path))).toEqual([]);
    mkdirSync(folder.path('home'));
    folder.write({
      'home/package.json': '{"name":"home","private":true}',
      'home/config/configuration.yaml': 'mqtt:\n  password: hunter22x\n',
    });
    npm(folder.path('home'), 'install', '--offline', '--no-audit', '--no-fund', folder.path(packed?.filename ?? ''));
    const ran = folder.run('npx', ['--no-install', 'ha-secrets-lint', 'config'], { cwd: 'home' });
    expect(ran.out).toContain('error[inline-credential]');
    expect(ran.code).toBe(1);
    folder.write({
      'home/use.cjs':
        "require('ha-secrets-lint').lint({ scope: { kind: 'paths', paths: ['config'] } }).then((r) => console.log(r.findings.map((f) => f.rule).join()));",
    });
    expect(folder.run(process.execPath, ['use.cjs'], { cwd: 'home' }).out.trim()).toBe('inline-credential');
    folder.write({
      'home/fix.mjs':
        "import { fix } from 'ha-secrets-lint'; const r = await fix({ createSecretsFile: true, write: process.argv[2] === 'write', scope: { kind: 'paths', paths: ['config'] } }); console.log(r.files.join(), r.names.map((n) => n.file + ':' + n.names).join());",
    });
    const fixed = (...args: string[]): string =>
      folder.run(process.execPath, ['fix.mjs', ...args], { cwd: 'home' }).out.trim();
    expect(fixed()).toBe('config/configuration.yaml config/secrets.yaml:mqtt_password');
    expect(readFileSync(folder.path('home/config/configuration.yaml'), 'utf8')).toContain('hunter22x');
    expect(fixed('write')).toBe('config/configuration.yaml config/secrets.yaml:mqtt_password');
    expect(readFileSync(folder.path('home/config/configuration.yaml'), 'utf8')).toBe(
      'mqtt:\n  password: !secret mqtt_password\n',
    );
    folder.write({ 'home/use.mjs': "import { rules } from 'ha-secrets-lint'; console.log(rules.length > 10);" });
    expect(folder.run(process.execPath, ['use.mjs'], { cwd: 'home' }).out.trim()).toBe('true');
  });
});

test('the one-file program, which holds the examples of the rules, stops no commit itself', async () => {
  await withFolder((folder) => {
    folder.write({ 'ha-secrets-lint.cjs': readFileSync(join(ROOT, 'dist/standalone.cjs')) });
    expect(folder.json()).toMatchObject({ code: 0, summary: { files: 1, errors: 0 } });
  });
});
