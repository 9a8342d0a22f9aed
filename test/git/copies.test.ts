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
    // of a whole history each blob once
    expect(found('--history')).toHaveLength(1);
  }));
