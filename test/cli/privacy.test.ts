// `--privacy` and the config's `privacy`: what turns the three rules on, what gives way to what, and that they cost nothing while off.
import { commit, installGitHooks } from '../support/hooks';
import { CLI, type Repo, withRepo } from '../support/repo';

const NAME = '.ha-secrets-lint.yaml';
const HOUSE = `homeassistant:
  latitude: 48.20849
mqtt:
  broker: 192.168.7.12
  username: erika.b
`;

const withHouse = (work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': HOUSE });
    work(repo);
  });

const found = (repo: Repo, ...args: string[]): string[] =>
  repo.json(...args).findings.map(({ rule, severity, line }) => `${line} ${rule} ${severity}`);

const ALL = ['2 location warning', '4 network warning', '5 identity warning'];

test('off, on by the flag, by the config, or by a level', () =>
  withHouse((repo) => {
    expect(found(repo)).toEqual([]);
    expect(found(repo, '--privacy')).toEqual(ALL);
    expect(found(repo, '--rule', 'network=error')).toEqual(['4 network error']);
    for (const [config, on] of [
      ['privacy: true\n', ALL],
      ['privacy: false\n', []],
      ['privacy: []\n', []],
      ['privacy: identity\n', [ALL[2]]],
      ['privacy: [location, network]\n', [ALL[0], ALL[1]]],
      ['privacy: true\nrules: { network: "off", identity: error }\n', [ALL[0], '5 identity error']],
      ['rules: { location: warning }\n', [ALL[0]]],
    ] as const) {
      repo.write({ [NAME]: config });
      expect([config, found(repo)]).toEqual([config, on]);
    }
    repo.write({ [NAME]: 'extends: base.yaml\nprivacy: false\n', 'base.yaml': 'privacy: true\n' });
    expect(found(repo)).toEqual([]);
    repo.write({ [NAME]: 'rules: { network: "off" }\n' });
    expect(found(repo, '--privacy')).toEqual([ALL[0], ALL[2]]);
    expect(found(repo, '--privacy', '--rule', 'network=warning')).toEqual(ALL);
  }));

test('the levels hold in exit codes, and each rule can be ignored', () =>
  withHouse((repo) => {
    expect(repo.lint('--privacy').code).toBe(0);
    expect(repo.lint('--privacy', '--max-warnings', '2').code).toBe(1);
    expect(repo.lint('--privacy', '--rule', 'location=error').code).toBe(1);
    repo.write({
      'configuration.yaml': HOUSE.replace('erika.b', 'erika.b # ha-secrets-lint: ignore[identity] known anyway'),
    });
    repo.git('add', '-A');
    expect(found(repo, '--privacy')).toEqual(ALL.slice(0, 2));
    // while the rules are off nothing can be said about the comment
    expect(found(repo)).toEqual([]);
  }));

test('the hook asks by the same switches', () =>
  withRepo((repo) => {
    installGitHooks(repo);
    repo.write({ 'configuration.yaml': HOUSE, [NAME]: 'privacy: true\nrules: { network: error }\n' });
    repo.git('add', '-A');
    const stopped = commit(repo);
    expect(stopped.code).toBe(1);
    expect(`${stopped.out}${stopped.err}`).toMatch(/error\[network\][\s\S]*warning\[identity\]/);
    expect(`${stopped.out}${stopped.err}`).not.toMatch(/192\.168\.7\.12|erika\.b|48\.20849/);
    const hook = (...args: string[]) => repo.run(process.execPath, [CLI, 'hook', 'pre-commit', ...args]);
    repo.write({ [NAME]: 'keys: []\n' });
    expect(hook().out).not.toContain('warning[');
    expect(hook('--privacy').out.match(/warning\[\w+\]/g)).toHaveLength(3);
  }));

test('a secret in the same text is the finding; a value is one finding', () =>
  withRepo((repo) => {
    repo.commit({
      'configuration.yaml': `camera:
  - platform: ffmpeg
    input: rtsp://viewer:Kx93mfQ0@192.168.7.40:554/stream1
shell_command:
  a: curl -u erika:Kx93mfQ0 http://192.168.7.41/reboot
  b: ssh hub@192.168.7.42 ping 192.168.7.43 erika.b@mailbox-lantern.net
  c: |
    ssh hub@192.168.7.42
    ping 192.168.7.42
    ping 192.168.7.43
# curl -u erika:Kx93mfQ0 http://192.168.7.41/reboot
`,
      'run.sh': 'curl -u erika:Kx93mfQ0 http://192.168.7.41/reboot\n',
    });
    expect(found(repo, '--privacy', 'configuration.yaml')).toEqual([
      '3 url-credentials error',
      '5 auth-header error',
      '6 identity warning',
      '8 network warning',
      '10 network warning',
      '11 commented-credential warning',
      '11 network warning',
    ]);
  }));

test('why says by which row, and no report holds a value', () =>
  withHouse((repo) => {
    const why = (line: number, ...args: string[]) =>
      repo.run(process.execPath, [CLI, 'why', `configuration.yaml:${line}`, ...args]).out;
    expect(why(5)).toContain('no finding');
    expect(why(5, '--privacy')).toMatch(/reported by identity .*mqtt key `username` \(homeassistant /);
    expect(why(4, '--rule', 'network=warning')).toMatch(/reported by network .*RFC 1918/);
    for (const format of ['pretty', 'json', 'sarif', 'github', 'gitlab', 'junit', 'html', 'compact'])
      expect(repo.lint('--privacy', '--format', format).out).not.toMatch(/192\.168\.7\.12|erika\.b|48\.20849/);
    expect(repo.run(process.execPath, [CLI, 'rules']).out).toMatch(/^network +network +off /m);
  }));

test('--fix moves it to the secrets file', () =>
  withHouse((repo) => {
    repo.write({ 'secrets.yaml': 'a: b\n', '.gitignore': 'secrets.yaml\n' });
    expect(repo.lint('--privacy', '--fix').code).toBe(0);
    expect(repo.read('configuration.yaml')).not.toMatch(/192\.168|erika|48\.2/);
    expect(repo.read('configuration.yaml').match(/!secret \w+/g)).toHaveLength(3);
    expect(repo.read('secrets.yaml')).toMatch(/: 48\.20849\n[\s\S]*: 192\.168\.7\.12\n[\s\S]*: erika\.b\n/);
    repo.git('add', '-A');
    expect(found(repo, '--privacy')).toEqual([]);
  }));

test('while it is off nothing of it is loaded', () =>
  withHouse((repo) => {
    const loaded = (...args: string[]): boolean => {
      const code = `process.argv.splice(1, 0, ${JSON.stringify(CLI)});
        process.on('exit', () => console.error(Object.keys(require.cache).some((name) => name.endsWith('privacy.cjs'))));
        require(${JSON.stringify(CLI)});`;
      return repo
        .run(process.execPath, ['-e', code, '--', ...args])
        .err.trim()
        .endsWith('true');
    };
    expect(loaded('--no-config')).toBe(false);
    expect(loaded('--staged')).toBe(false);
    expect(loaded('--privacy')).toBe(true);
  }));
