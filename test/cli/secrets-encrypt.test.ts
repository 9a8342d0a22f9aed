// `secrets encrypt` and `decrypt`: what is written, what is left alone, what is told of a copy that is not of today.
import { statSync, symlinkSync, utimesSync } from 'node:fs';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Repo, withRepo } from '../support/repo';

const HA = 'homeassistant:\n  name: x\na: !secret pw\n';
const PLAIN = 'pw: Kx7!mPq2vR # mine\n';
const PASSPHRASE = 'gravel-otter-lantern-mosaic-teapot';

interface Keys {
  readonly recipient: string;
  readonly identity: string;
}

async function withKeys(work: (repo: Repo, keys: Keys) => void | Promise<void>): Promise<void> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await withRepo(async (repo) => {
    repo.write({
      '.gitignore': 'secrets.yaml\n/keys/\n',
      'configuration.yaml': HA,
      'secrets.yaml': PLAIN,
      'keys/id': `# created: today\n${identity}\n`,
      'keys/pass': `${PASSPHRASE}\n`,
    });
    await work(repo, { recipient, identity });
  });
}

const encrypt = (repo: Repo, ...args: string[]) => repo.lint('secrets', 'encrypt', ...args);
const decrypt = (repo: Repo, ...args: string[]) => repo.lint('secrets', 'decrypt', ...args);

test('a copy for recipients, from a flag or from the file at the root, and back', async () => {
  await withKeys((repo, { recipient }) => {
    expect(encrypt(repo).err).toContain('.age-recipients');
    expect(encrypt(repo, '--recipient', recipient)).toMatchObject({ code: 0, err: '' });
    const copy = repo.read('secrets.yaml.age');
    expect(copy).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(statSync(repo.path('secrets.yaml')).mode & 0o777).not.toBe(0);
    // an encrypted copy may be committed
    repo.git('add', '-A');
    expect(repo.lint('--staged')).toMatchObject({ code: 0 });
    repo.write({ '.age-recipients': `# me\n${recipient}\n` });
    expect(encrypt(repo, '--identity', 'keys/id').out).toContain('left as it is');
    expect(repo.read('secrets.yaml.age')).toBe(copy);
    expect(encrypt(repo).out).toContain('for the recipients in .age-recipients');
    expect(repo.read('secrets.yaml.age')).not.toBe(copy);
    repo.run('rm', ['secrets.yaml']);
    expect(decrypt(repo).err).toContain('needs a key');
    expect(decrypt(repo, '--identity', 'keys/id')).toMatchObject({ code: 0, err: '' });
    expect(repo.read('secrets.yaml')).toBe(PLAIN);
    expect(statSync(repo.path('secrets.yaml')).mode & 0o777).toBe(0o600);
  });
});

test('a copy by passphrase, never shown', async () => {
  await withKeys((repo) => {
    expect(encrypt(repo, '--passphrase-file', 'keys/pass')).toMatchObject({ code: 0, err: '' });
    const copy = repo.read('secrets.yaml.age');
    expect(encrypt(repo, '--passphrase-file', 'keys/pass').out).toContain('left as it is');
    repo.run('rm', ['secrets.yaml']);
    repo.write({
      'keys/wrong': `${PASSPHRASE}x\n`,
      'keys/weak': 'hunter2\n',
      'keys/two': `${PASSPHRASE}\n${PASSPHRASE}\n`,
    });
    for (const [args, said] of [
      [['decrypt', '--passphrase-file', 'keys/wrong'], 'secrets.yaml.age: it cannot be opened by this passphrase'],
      [['decrypt', '--passphrase-file', 'keys/two'], 'keys/two: a passphrase file holds one line'],
      [['decrypt', '--passphrase-file', 'keys/none'], 'keys/none: there is no such file'],
      [['decrypt', '--identity', 'keys/pass'], 'keys/pass:1: this line is no age identity'],
    ] as const) {
      const ran = repo.lint('secrets', ...args);
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toContain(said);
      expect(ran.err).not.toContain('gravel');
    }
    const piped = repo.run(
      process.execPath,
      [require.resolve('../../dist/cli.cjs'), 'secrets', 'decrypt', '--passphrase-file', '-'],
      { input: `${PASSPHRASE}\n` },
    );
    expect(piped).toMatchObject({ code: 0, err: '' });
    expect(repo.read('secrets.yaml')).toBe(PLAIN);
    expect(encrypt(repo, '--passphrase-file', 'keys/weak').err).toContain('can be guessed');
    expect(repo.read('secrets.yaml.age')).toBe(copy);
  });
});

test('nothing that differs is overwritten unasked, and all is made before anything is written', async () => {
  await withKeys((repo, { recipient }) => {
    repo.write({ 'esphome/n.yaml': 'esphome:\n  name: n\na: !secret w\n', 'esphome/secrets.yaml': 'w: Zw8kPx3Lm5\n' });
    expect(encrypt(repo, '-r', recipient).out.split('\n')).toHaveLength(3);
    repo.write({ 'secrets.yaml': `${PLAIN}more: 1\n` });
    repo.run('rm', ['esphome/secrets.yaml']);
    const refused = decrypt(repo, '-i', 'keys/id');
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('secrets.yaml: it is there, with another content than secrets.yaml.age');
    expect(repo.run('ls', ['esphome']).out).not.toContain('secrets.yaml\n');
    expect(decrypt(repo, '-i', 'keys/id', 'esphome/secrets.yaml.age')).toMatchObject({ code: 0 });
    expect(repo.read('esphome/secrets.yaml')).toBe('w: Zw8kPx3Lm5\n');
    expect(decrypt(repo, '-i', 'keys/id', '--force')).toMatchObject({ code: 0 });
    expect(repo.read('secrets.yaml')).toBe(PLAIN);
    repo.write({ 'secrets.yaml.age': 'something else\n' });
    expect(encrypt(repo, '-r', recipient).err).toContain('something else stands in the place');
    expect(decrypt(repo, '-i', 'keys/id', 'secrets.yaml').err).toContain('no encrypted copy');
    expect(encrypt(repo, '-r', recipient, 'configuration.yaml').err).toContain('no secrets file');
  });
});

test('no link is written through, and git is asked whether it takes the copy', async () => {
  await withKeys((repo, { recipient }) => {
    symlinkSync('/tmp/never-written.age', repo.path('secrets.yaml.age'));
    expect(encrypt(repo, '-r', recipient)).toMatchObject({ code: 2 });
    repo.run('rm', ['secrets.yaml.age']);
    repo.write({ '.gitignore': 'secrets.yaml*\n/keys/\n' });
    expect(encrypt(repo, '-r', recipient).out).toContain('git ignores secrets.yaml.age');
    repo.run('rm', ['secrets.yaml']);
    repo.write({ '.gitignore': '/keys/\n' });
    expect(decrypt(repo, '-i', 'keys/id').out).toContain('git does not ignore secrets.yaml');
  });
});

test('drift is told: exactly with a key, else by length and time', async () => {
  await withKeys((repo, { recipient }) => {
    encrypt(repo, '-r', recipient);
    const drift = (...args: string[]): string[] =>
      repo
        .json('secrets', ...args)
        .findings.filter(({ rule }) => rule === 'encrypted-copy')
        .map(({ message }) => message);
    expect(drift()).toEqual([]);
    expect(drift('--identity', 'keys/id')).toEqual([]);
    repo.write({ 'secrets.yaml': PLAIN.replace('mine', 'MINE') });
    expect(drift('--identity', 'keys/id')).toEqual(['secrets.yaml.age holds another content than secrets.yaml.']);
    expect(drift()).toEqual([]);
    utimesSync(repo.path('secrets.yaml.age'), 1000, 1000);
    expect(drift()).toEqual([
      'secrets.yaml.age may be older than secrets.yaml, which was written later. With --identity the contents are compared.',
    ]);
    repo.write({ 'secrets.yaml': `${PLAIN}x: 1\n` });
    expect(drift()).toEqual(['secrets.yaml.age holds another content than secrets.yaml: it is shorter.']);
    repo.write({ 'secrets.yaml.age': repo.read('secrets.yaml.age').slice(0, 200) });
    expect(drift()).toEqual(['secrets.yaml.age is not whole: it cannot be opened.']);
    expect(repo.lint('secrets', '--identity', 'keys/id')).toMatchObject({ code: 2 });
  });
});

test('a key on the command line is refused without being repeated', async () => {
  await withKeys((repo, { identity, recipient }) => {
    // its checksum is wrong whatever it ended in
    const mistyped = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`;
    for (const args of [
      ['-r', identity],
      ['-r', mistyped],
      ['-r', 'ssh-ed25519 AAAA'],
      ['-r', recipient, '--passphrase-file', 'keys/pass'],
    ]) {
      const ran = encrypt(repo, ...args);
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).not.toContain(identity.slice(16, 30));
    }
  });
});
