// One blob under several paths: what it counts for depends on where it stands.
import { withRepo } from '../support/repo';

const DEVICE = 'esphome:\n  name: shed\nwifi:\n  ssid: home\n  password: "grey-Heron-9"\n';

test('a range is judged under each path: a copy in a sample does not speak for the real one', () =>
  withRepo((repo) => {
    repo.commit({ '.gitignore': 'secrets.yaml\n' });
    repo.git('tag', 'base');
    repo.commit({ 'a.example.yaml': DEVICE, 'shed.yaml': DEVICE });
    const found = (...args: string[]): string[] =>
      repo
        .json(...args)
        .findings.filter(({ rule }) => rule === 'inline-credential')
        .map(({ file, line, severity }) => `${file}:${line} ${severity}`);
    const all = found();
    expect(all).toContain('shed.yaml:5 error');
    expect(found('--since', 'base')).toEqual(all);
    expect(repo.json('--since', 'base').code).toBe(1);
    // of a whole history each blob once, where it counts most
    expect(found('--history')).toEqual(['shed.yaml:5 error']);
    expect(repo.json('--history').summary.files).toBe(2);
    repo.write({ '.ha-secrets-lint.yaml': 'ignore: [shed.yaml]\n' });
    expect(found('--history')).toEqual(['a.example.yaml:5 warning']);
    repo.write({ '.ha-secrets-lint.yaml': 'ignore: [{ files: shed.yaml, rule: inline-credential }]\n' });
    expect(found('--history')).toEqual(['a.example.yaml:5 warning']);
  }));

test('what was first named as a sample, or lay where others put code, is judged as what it became', () =>
  withRepo((repo) => {
    repo.commit({ 'shed.yaml.example': DEVICE, 'vendor/b.sh': 'curl -u admin:grey-Heron-9 http://192.0.2.1/\n' });
    repo.git('mv', 'shed.yaml.example', 'shed.yaml');
    repo.git('mv', 'vendor/b.sh', 'b.sh');
    repo.git('commit', '-q', '-m', 'd');
    const found = repo
      .json('--history')
      .findings.map(({ file, severity, commit }) => [file, severity, commit === repo.git('rev-parse', 'HEAD').trim()]);
    expect(found.filter(([file]) => file !== 'secrets.yaml')).toEqual([
      ['b.sh', 'error', true],
      ['shed.yaml', 'error', true],
    ]);
  }));
