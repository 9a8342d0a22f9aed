// The progress line on a real terminal (a pseudo terminal that Python opens).
import { CLI, type Ran, type Repo, withRepo } from '../support/repo';

const PTY = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

test('it counts on a terminal, leaves nothing behind, and can be switched off', () =>
  withRepo((repo) => {
    // enough for some seconds of work
    const text = Array.from(
      { length: 3000 },
      (_, at) => `sensor_${at}:\n  password: "{{ states('sensor.a${at}') }}"\n`,
    ).join('');
    repo.commit(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`p${at}.yaml`, `${text}# ${at}\n`])));
    const onTerminal = (where: Repo, ...args: string[]): Ran =>
      where.run('python3', ['-c', PTY, process.execPath, CLI, ...args], { env: { TERM: 'xterm' } });
    const ran = onTerminal(repo);
    expect(ran.out).toMatch(/ha-secrets-lint: \d+ of 61 files, \d+ %, about \d+ (?:s|min) left/);
    // the report begins on the line that was erased
    expect(ran.out.slice(ran.out.lastIndexOf('\u001b[K'))).not.toContain(' left');
    expect(onTerminal(repo, '--no-progress').out).not.toContain(' left');
    expect(onTerminal(repo, '--staged').out).not.toContain(' left');
  }));
