// `why FILE:LINE`: what decided about each value of a line, in one repository; no value is shown.
import { symlinkSync } from 'node:fs';
import { CLI, type Ran, type Repo, withRepo } from '../support/repo';

const TEXT = `mqtt:
  password: hunter22x
  username: !secret u
  api_key: "{{ states('x') }}"
  token: changeme
a: {password: hunter22x, b: 1}
x:
  password: hunter22x # ha-secrets-lint: ignore[inline-credential]
l:
  - one
  - http://u:swordfish7@h
t: |
  line
  more http://u:swordfish7@h

# password: hunter22x
"key hunter22x": {password: hunter22x}
? hunter22x
: 1
`;

const why = (repo: Repo, target: string, ...args: string[]): Ran =>
  repo.run(process.execPath, [CLI, 'why', target, ...args]);

test('each kind of line', () =>
  withRepo((repo) => {
    repo.write({
      'a.yaml': TEXT,
      'broken.yaml': 'a: [\npassword: hunter22x\n',
      'script.py': 'a = "http://u:hunter22x@h"\n',
    });
    repo.write({ 'secrets.yaml': 'u: swordfish9\nmqtt_password: swordfish8\n', 'known.yaml': 'title: swordfish8\n' });
    const cases: readonly (readonly [target: string, ...said: (string | RegExp)[]])[] = [
      ['a.yaml:1', 'no value stands on this line'],
      [
        'a.yaml:2',
        /^a\.yaml:2 \(home-assistant, parsed as YAML\)\n {2}13: mqtt\.password\n {5}reported by inline-credential/,
        'homeassistant ',
      ],
      ['a.yaml:3', 'mqtt.username', 'no finding'],
      ['a.yaml:4', 'mqtt.api_key', '(judgement template)'],
      ['a.yaml:5', 'mqtt.token', '(judgement placeholder)'],
      [
        'a.yaml:6',
        /15: a\.password\n +reported by .*\n +if it was ever pushed: .*\n {2}29: a\.b\n +no finding: .*the int/,
      ],
      ['a.yaml:8', 'found by inline-credential, but a comment ignores it'],
      ['a.yaml:10', 'l[0]', 'no finding'],
      ['a.yaml:11', 'l[1]', 'reported by url-credentials', 'RFC 3986'],
      ['a.yaml:13', '  4: t\n', 'no finding'],
      ['a.yaml:14', '  4: t\n', 'reported by url-credentials'],
      ['a.yaml:16', 'reported by commented-credential'],
      ['a.yaml:17', '[•••].password', 'reported by inline-credential'],
      ['a.yaml:19', '[•••]', 'no finding'],
      ['a.yaml:2:13', 'mqtt.password'],
      ['broken.yaml:2', 'read by line scan', 'reported by inline-credential'],
      ['script.py:1', 'read as plain text', 'reported by url-credentials'],
      ['secrets.yaml:1', 'a secrets file'],
      ['known.yaml:1', 'reported by known-secret'],
      [`${repo.dir}/a.yaml:2`, 'a.yaml:2 (', 'mqtt.password'],
    ];
    for (const [target, ...said] of cases) {
      const ran = why(repo, target);
      expect([target, ran.code, ran.err]).toEqual([target, 0, '']);
      for (const one of said) expect(ran.out).toMatch(one);
      expect(ran.out).not.toMatch(/hunter22x|swordfish/);
    }
  }));

test('what the config and the flags say', () =>
  withRepo((repo) => {
    repo.write({ 'a.yaml': TEXT, 'b.yaml': TEXT, 'c.yaml': 'rules: { inline-credential: "off" }\n' });
    repo.write({ '.ha-secrets-lint.yaml': 'ignore:\n  - b.yaml\n  - { files: a.yaml, keyPath: mqtt.password }\n' });
    expect(why(repo, 'a.yaml:2').out).toContain('found by inline-credential, but the config ignores it');
    expect(why(repo, 'a.yaml:2', '--no-config').out).toContain('reported by inline-credential');
    expect(why(repo, 'a.yaml:2', '--config', 'c.yaml').out).toContain('the rule inline-credential is off');
    expect(why(repo, 'a.yaml:2', '--no-config', '--rule', 'inline-credential=off').out).toContain('is off');
    expect(why(repo, 'b.yaml:2').out).toContain('the config ignores this file');
  }));

test('what cannot be answered', () =>
  withRepo((repo) => {
    repo.write({ 'a.yaml': 'a: 1\n', 'b.db': 'a\0b', 'sub/c.yaml': 'a: 1\n' });
    symlinkSync('a.yaml', repo.path('l.yaml'));
    for (const [args, message] of [
      [['a.yaml:2'], 'a.yaml has no line 2: it ends with line 1'],
      [['a.yaml:0'], 'why needs one FILE:LINE'],
      [['a.yaml'], 'why needs one FILE:LINE'],
      [[], 'why needs one FILE:LINE'],
      [['a.yaml:1', 'a.yaml:1'], 'why needs one FILE:LINE'],
      [['none.yaml:1'], 'there is no file or folder none.yaml'],
      [['l.yaml:1'], 'l.yaml was not read: a symbolic link'],
      [['b.db:1'], 'b.db was not read: binary'],
      [['a.yaml:1', '--rule', 'x=off'], '--rule names a rule that does not exist'],
      [['a.yaml:1', '--config', 'x'], 'the config file x does not exist'],
      [['a.yaml:1', '--nope'], 'there is no flag --nope'],
    ] as const) {
      const ran = repo.run(process.execPath, [CLI, 'why', ...args]);
      expect([args, ran.code, ran.err]).toEqual([args, 2, expect.stringContaining(message)]);
    }
  }));
