// Encrypted copies are files of the `age` program, and its files are ours: both ways with the program itself.
import { execFileSync } from 'node:child_process';
import { type Repo, withRepo } from '../support/repo';
import { findAge } from './install-age';

const PLAIN = `pw: Kx7!mPq2vR\ncertificate: |\n${'  0123456789abcdef ümlaut\n'.repeat(4000)}`;

const age = (repo: Repo, args: readonly string[], input: string | Buffer = ''): Buffer =>
  execFileSync('age', args, { cwd: repo.dir, input, maxBuffer: 1 << 26 });

beforeAll(() => findAge());

test.each(['armored', 'binary'])(
  'what we encrypt age decrypts, and what age encrypts (%s) we decrypt',
  async (form) => {
    await withRepo((repo) => {
      repo.write({
        'configuration.yaml': 'homeassistant:\n  name: x\na: !secret pw\n',
        'secrets.yaml': PLAIN,
        '.gitignore': 'secrets.yaml\n',
      });
      const keys = [1, 2].map((number) => {
        execFileSync('age-keygen', ['-o', `key${number}`], { cwd: repo.dir, stdio: 'ignore' });
        return execFileSync('age-keygen', ['-y', `key${number}`], { cwd: repo.dir, encoding: 'utf8' }).trim();
      });
      repo.write({ '.age-recipients': `${keys.join('\n')}\n` });
      expect(repo.lint('secrets', 'encrypt')).toMatchObject({ code: 0, err: '' });
      for (const number of [1, 2])
        expect(age(repo, ['-d', '-i', `key${number}`, 'secrets.yaml.age']).toString()).toBe(PLAIN);
      const sealed = age(repo, [...(form === 'armored' ? ['-a'] : []), '-R', '.age-recipients'], `${PLAIN}more: 1\n`);
      repo.write({ 'secrets.yaml.age': sealed });
      expect(repo.lint('secrets').out.replace(/\s+/g, ' ')).toContain(
        'holds another content than secrets.yaml: it is longer',
      );
      expect(repo.lint('secrets', 'decrypt', '--identity', 'key2', '--force')).toMatchObject({ code: 0, err: '' });
      expect(repo.read('secrets.yaml')).toBe(`${PLAIN}more: 1\n`);
      // age puts stanzas of its own making among those of recipients
      expect(repo.lint('secrets', 'encrypt', '--identity', 'key1').out).toContain('left as it is');
    });
  },
);
