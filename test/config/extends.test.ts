// `extends`: files of the repository only, what wins, and that every fault names the file and line it is in.
import { symlinkSync } from 'node:fs';
import { CLI, type Repo, withFolder, withRepo } from '../support/repo';

const NAME = '.ha-secrets-lint.yaml';
const LEAKS = 'mqtt:\n  password: hunter22x\nalarm:\n  door_word: Xk93mfQ02sLa\n';

const withFiles = (files: Readonly<Record<string, string>>, work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.write({ 'a.yaml': LEAKS, 'packages/b.yaml': LEAKS, ...files });
    work(repo);
  });

const found = (repo: Repo, ...args: string[]): string[] =>
  repo.json(...args).findings.map(({ severity, file, keyPath }) => `${severity} ${file} ${keyPath}`);

test('what stands in a file wins over what it extends, later over earlier, and what is ignored adds up', () =>
  withFiles(
    {
      [NAME]: 'extends: [lint/base.yaml, lint/more.json]\nrules: { inline-credential: warning }\nignore: [packages/]\n',
      'lint/base.yaml': 'extends: deep/keys.yaml\nrules: { inline-credential: "off", token-format: "off" }\n',
      'lint/deep/keys.yaml': 'keys: [door_word]\n',
      'lint/more.json': '{"rules": {"token-format": "error"}, "ignore": [{"files": "a.yaml", "keyPath": "mqtt.*"}]}',
    },
    (repo) => {
      expect(found(repo)).toEqual(['warning a.yaml alarm.door_word']);
      const levels = (text: string) => {
        repo.write({ [NAME]: text });
        return found(repo);
      };
      expect(levels('extends: ./lint/deep/../deep/keys.yaml\n')).toHaveLength(4);
      expect(levels('extends: lint/base.yaml\n')).toEqual([]);
      expect(levels('extends: []\n')).toHaveLength(2);
    },
  ));

test('from package.json, from a named file, and from one outside of the repository that the user names', () =>
  withFiles(
    { 'lint/off.yaml': 'rules: { inline-credential: "off" }\n', 'lint/top.yaml': 'extends: off.yaml\n' },
    (repo) => {
      expect(found(repo, '--config', 'lint/top.yaml')).toEqual([]);
      const below = repo.run(process.execPath, [CLI, '--config', '../lint/top.yaml'], { cwd: 'packages' });
      expect(below.code).toBe(0);
      repo.write({ 'package.json': '{"ha-secrets-lint": {"extends": "lint/off.yaml"}}' });
      expect(found(repo)).toEqual([]);
      return withFolder((other) => {
        other.write({ 'x/top.yaml': 'extends: ../off.yaml\n', 'off.yaml': 'rules: { inline-credential: "off" }\n' });
        expect(found(repo, '--no-config')).toHaveLength(2);
        expect(found(repo, '--config', other.path('x/top.yaml'))).toEqual([]);
      });
    },
  ));

test.each([
  [
    'a file that is not there',
    'rules: {}\nextends:\n  - lint/none.yaml\n',
    `${NAME}:3: the file that is named here does not exist`,
  ],
  ['out of the repository', 'extends: ../outside.yaml\n', `${NAME}:1: this leads out of the repository`],
  ['out and back in', 'extends: lint/../../x.yaml\n', `${NAME}:1: this leads out of the repository`],
  ['by a link out of it', 'extends: lint/link.yaml\n', `${NAME}:1: link.yaml is a link that leads out`],
  ['a device', 'extends: lint/zero.yaml\n', `${NAME}:1: zero.yaml is a link that leads out`],
  ['a folder', 'extends: lint\n', `${NAME}:1: lint is no plain file`],
  ['an absolute path', 'extends: /etc/hostname\n', `${NAME}:1: \`extends\` takes the path of a file`],
  ['a web address', 'extends: https://example.com/x.yaml\n', `${NAME}:1: \`extends\` takes the path of a file`],
  ['a package', 'extends: "npm:strict"\n', `${NAME}:1: \`extends\` takes the path of a file`],
  ['a home folder', 'extends: ~/x.yaml\n', `${NAME}:1: \`extends\` takes the path of a file`],
  ['nothing', 'extends:\n', `${NAME}:1: a value is missing here`],
  ['itself', `extends: ${NAME}\n`, `${NAME}:1: these files extend each other in a circle`],
  ['in a circle', 'extends: lint/a.yaml\n', 'lint/b.yaml:2: these files extend each other in a circle'],
  ['too deep', 'extends: lint/deep1.yaml\n', 'lint/deep5.yaml:1: files extend each other more than 5 deep'],
  ['too many', `extends: [${Array(25).fill('lint/empty.yaml').join(', ')}]\n`, `${NAME}:1: more than 20 files`],
  ['a fault in it', 'extends: lint/fault.yaml\n', 'lint/fault.yaml:2: there is no setting `rulez`'],
  ['no YAML', 'extends: lint/broken.yaml\n', 'lint/broken.yaml:1: this is no valid YAML'],
])('%s is refused with its place', (_, text, message) =>
  withFiles(
    {
      [NAME]: text,
      'lint/a.yaml': 'extends: b.yaml\n',
      'lint/b.yaml': '# back\nextends: a.yaml\n',
      'lint/empty.yaml': '',
      'lint/fault.yaml': '\nrulez: {}\n',
      'lint/broken.yaml': 'a: [\n',
      ...Object.fromEntries([1, 2, 3, 4, 5].map((at) => [`lint/deep${at}.yaml`, `extends: deep${at + 1}.yaml\n`])),
    },
    (repo) => {
      symlinkSync(__filename, repo.path('lint/link.yaml'));
      symlinkSync('/dev/zero', repo.path('lint/zero.yaml'));
      const ran = repo.lint();
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(message)]);
    },
  ),
);
