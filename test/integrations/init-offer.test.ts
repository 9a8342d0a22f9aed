// `init` on a terminal (a pseudo terminal that Python opens): the answers to what is found already.
import { existsSync } from 'node:fs';
import { commit, expectPassed } from '../support/hooks';
import { CLI, type Ran, type Repo, withRepo } from '../support/repo';

/** Runs a program on a terminal and types each answer once its question is there. */
const TALK = `
import os, pty, re, select, sys, time
answers = sys.argv[1].split(",")
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
said = b""
answered = None
end = time.time() + 60
while time.time() < end:
    if not select.select([terminal], [], [], 1)[0]:
        continue
    try:
        chunk = os.read(terminal, 4096)
    except OSError:
        break
    if not chunk:
        break
    said += chunk
    # readline puts the cursor behind the question
    tail = re.sub(rb"\\x1b\\[[0-9]*[A-Z]", b"", said.rsplit(b"\\n", 1)[-1]).rstrip()
    # a question may come in pieces: one answer to each line
    line = said.rfind(b"\\n")
    if answers and tail.endswith(b"]") and line != answered:
        answered = line
        os.write(terminal, answers.pop(0).encode() + b"\\r")
if time.time() >= end:
    os.kill(child, 9)
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;
const talk = (repo: Repo, answers: string): Ran =>
  repo.run('python3', ['-c', TALK, answers, process.execPath, CLI, 'init'], { env: { TERM: 'xterm' } });

const BASELINE = '.ha-secrets-lint-baseline.json';
const VALUE = 'Xk93mfQ02sLa-7';
const LEAK = `mqtt:\n  password: ${VALUE}\n`;
const withHouse = (work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.commit({ 'configuration.yaml': LEAK });
    work(repo);
  });

test('baseline', () =>
  withHouse((repo) => {
    const ran = talk(repo, 'y,b');
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('What now? [f/b/l]')]);
    expect(ran.out).toContain('The hook lets pass what is staged now.');
    expect(existsSync(repo.path(BASELINE))).toBe(true);
    repo.git('add', '.');
    expectPassed(commit(repo));
    expect(repo.json().code).toBe(0);
  }));

test('fix, into a secrets file that is made after asking', () =>
  withHouse((repo) => {
    const ran = talk(repo, 'y,f,y');
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('Make it? [y/N]')]);
    expect(repo.read('configuration.yaml')).toBe('mqtt:\n  password: !secret mqtt_password\n');
    expect(repo.read('secrets.yaml')).toContain(VALUE);
    expect(ran.out).not.toContain(VALUE);
    expect(ran.out).toContain('The index still holds the values: git add configuration.yaml');
    repo.git('add', '-A');
    expectPassed(commit(repo));
  }));

test('list, and no answer', () =>
  withHouse((repo) => {
    for (const answers of ['y,l', 'y,']) {
      const ran = talk(repo, answers);
      expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('error    configuration.yaml:2')]);
      expect([repo.read('configuration.yaml'), existsSync(repo.path(BASELINE))]).toEqual([LEAK, false]);
    }
  }));
