// What `audit --host` reads from an SSH server's settings, against the server itself: `sshd -T` on generated files.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { readHostFacts } from '../../src/commands/audit/facts-host';
import { SSHD_DEFAULTS, sshdValue } from '../../src/commands/audit/sshd';
import { type Repo, withFolder } from '../support/repo';

const FILES = 25;
const KEYWORDS = Object.keys(SSHD_DEFAULTS);

/** The server is installed where it is missing: a test that cannot run fails. */
function findSshd(): string {
  const places = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'];
  const found = (): string | undefined => places.find((path) => existsSync(path));
  const isRoot = process.getuid?.() === 0;
  if (found() === undefined) {
    const [program = '', ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
    execFileSync(program, [...before, 'install', '-y', '--no-install-recommends', 'openssh-server'], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const sshd = found();
  if (sshd === undefined) throw new Error('there is no sshd here, and none could be installed');
  // the server asks for it when root calls it
  if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  return sshd;
}

const SSHD = findSshd();

/** What the server itself says holds for all logins. */
function bySshd(repo: Repo): Record<string, string> {
  if (!existsSync(repo.path('key')))
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', repo.path('key')], { stdio: 'ignore' });
  const ran = spawnSync(SSHD, ['-T', '-f', repo.path('sshd_config'), '-h', repo.path('key')], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`sshd -T: ${ran.stderr}\n${repo.read('sshd_config')}`);
  const all = Object.fromEntries(
    ran.stdout.split('\n').map((line): [string, string] => {
      const [keyword = '', ...value] = line.split(' ');
      return [keyword, value.join(' ')];
    }),
  );
  return Object.fromEntries(
    KEYWORDS.map((keyword) => {
      const value = all[keyword] ?? '';
      return [keyword, value === 'without-password' ? 'prohibit-password' : value];
    }),
  );
}

function byUs(repo: Repo): Record<string, string> {
  const { sshd } = readHostFacts(repo.path('sshd_config'));
  if (sshd === undefined) throw new Error('it was not read');
  expect(sshd.unread).toEqual([]);
  return Object.fromEntries(KEYWORDS.map((keyword) => [keyword, sshdValue(sshd, keyword)]));
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  PermitRootLogin: ['yes', 'no', 'prohibit-password', 'without-password', 'forced-commands-only'],
  PasswordAuthentication: ['yes', 'no'],
  KbdInteractiveAuthentication: ['yes', 'no'],
  ChallengeResponseAuthentication: ['yes', 'no'],
  PermitEmptyPasswords: ['yes', 'no'],
  PubkeyAuthentication: ['yes', 'no'],
  UsePAM: ['yes', 'no'],
};

const setting = fc
  .record({
    keyword: fc.constantFrom(...Object.keys(VALUES)),
    pick: fc.nat(),
    writeKey: fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toLowerCase(),
      (text: string) => text.toUpperCase(),
    ),
    indent: fc.constantFrom('', '  ', '\t'),
    between: fc.constantFrom(' ', '\t', '=', ' = ', '   '),
    quote: fc.constantFrom('', '"'),
    after: fc.constantFrom('', ' ', '\t', ' # as always'),
  })
  .map(({ keyword, pick, writeKey, indent, between, quote, after }) => {
    const values = VALUES[keyword] ?? [];
    const value = values[pick % values.length] ?? '';
    return `${indent}${writeKey(keyword)}${between}${quote}${value}${quote}${after}`;
  });
const other = fc.constantFrom(
  '',
  '# PermitRootLogin yes',
  '   #PasswordAuthentication no',
  'Port 22',
  'X11Forwarding no',
  'AcceptEnv LANG LC_*',
  'MaxAuthTries 3',
);
const lines = (include: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.array(
    fc.oneof({ weight: 4, arbitrary: setting }, { weight: 2, arbitrary: other }, { weight: 1, arbitrary: include }),
    {
      minLength: 0,
      maxLength: 10,
    },
  );

const config = fc.record({
  sshd_config: lines(
    fc.constantFrom('Include DIR/*.conf', 'include "DIR/[0-4]?-*.conf" DIR/last', 'INCLUDE DIR/none/*'),
  ),
  'd/10-first.conf': lines(fc.constantFrom('Include DIR/deep/*', '')),
  'd/50-second.conf': lines(fc.constant('')),
  'd/.hidden.conf': lines(fc.constant('')),
  'd/last': lines(fc.constant('')),
  'd/deep/a': lines(fc.constant('')),
  'd/deep/b': lines(fc.constant('')),
});

test(`agrees with sshd -T on ${FILES} generated configurations`, async () => {
  const configs = fc.sample(config, { numRuns: FILES, seed: Number(process.env['FC_SEED'] ?? 20261126) });
  expect(configs).toHaveLength(FILES);
  const seen = new Set<string>();
  for (const files of configs)
    await withFolder((repo) => {
      for (const [path, content] of Object.entries(files))
        repo.write({ [path]: `${content.join('\n').replaceAll('DIR', repo.path('d'))}\n` });
      const expected = bySshd(repo);
      expect([files, byUs(repo)]).toEqual([files, expected]);
      seen.add(JSON.stringify(expected));
    });
  // not all alike
  expect(seen.size).toBeGreaterThan(FILES / 3);
});

test.each([
  ['an empty file', ''],
  ['CRLF', 'PermitRootLogin no\r\nPasswordAuthentication no\r\n'],
  ['Match all is for everybody', 'PermitRootLogin no\nMatch all\nPermitRootLogin yes\nPasswordAuthentication no\n'],
  ['a Match block that ends with its file', 'Include DIR/match\nPasswordAuthentication no\n'],
  ['what Debian ships', 'Include DIR/*.conf\nKbdInteractiveAuthentication no\nUsePAM yes\nX11Forwarding yes\n'],
])('agrees on %s', (_, text) =>
  withFolder((repo) => {
    repo.write({
      sshd_config: text.replaceAll('DIR', repo.path('d')),
      'd/match': 'PermitRootLogin no\nMatch User nobody-here\nPasswordAuthentication yes\nPermitRootLogin yes\n',
      'd/50-cloud.conf': 'PasswordAuthentication yes\n',
    });
    expect(byUs(repo)).toEqual(bySshd(repo));
  }),
);
