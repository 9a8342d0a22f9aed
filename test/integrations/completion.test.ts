// Completion in a real zsh and a real fish.
import { type Repo, withRepo } from '../support/repo';

const withScript = (shell: string, work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': 'a: 1\n' });
    repo.git('branch', 'topic');
    repo.write({ '.git/script': repo.lint('completion', shell).out });
    work(repo);
  });

test('fish', () =>
  withScript('fish', (repo) => {
    const offers = (line: string): string[] => {
      const ran = repo.run('fish', ['--no-config', '-c', `source .git/script; complete -C '${line}'`]);
      expect(ran.err).toBe('');
      return ran.out
        .split('\n')
        .filter((one) => one !== '')
        .map((one) => one.split('\t')[0] ?? '');
    };
    expect(offers('ha-secrets-lint --form')).toEqual(['--format']);
    expect(offers('ha-secrets-lint do')).toEqual(['doctor']);
    expect(offers('ha-secrets-lint --format git')).toEqual(['github', 'gitlab', 'gitlab-secrets']);
    expect(offers('ha-secrets-lint init --hook l')).toEqual(['lefthook']);
    expect(offers('ha-secrets-lint --since t')).toEqual(['topic']);
    expect(offers('ha-secrets-lint --rule token')).toEqual([
      'token-format=error',
      'token-format=off',
      'token-format=warning',
    ]);
    expect(offers('ha-secrets-lint rules token')).toEqual(['token-format']);
    expect(offers('ha-secrets-lint init --')).not.toContain('--history');
  }));

/** Types a line and a tab into a zsh on a pseudo terminal, and prints what stands there then. */
const TYPE = `
import os, pty, select, sys, time
child, terminal = pty.fork()
if child == 0:
    os.execvp("zsh", ["zsh", "-f", "-i"])
def read(until, seconds):
    said, end = b"", time.time() + seconds
    while time.time() < end and until not in said:
        if select.select([terminal], [], [], 0.2)[0]:
            said += os.read(terminal, 4096)
    return said
os.write(terminal, b"PROMPT=; RPROMPT=; LISTMAX=1000; zstyle ':completion:*' list-prompt ''; autoload -Uz compinit; compinit -D -u; source .git/script; print re''ady\\n")
read(b"ready", 20)
os.write(terminal, sys.argv[1].encode() + b"\\t")
time.sleep(0.2)
said = read(sys.argv[2].encode(), 15)
os.kill(child, 9)
sys.stdout.buffer.write(said)
`;

test.each([
  ['ha-secrets-lint --form', '--format'],
  // what was typed is left alone
  ['ha-secrets-lint doc', 'tor '],
  ['ha-secrets-lint --format=sa', '--format=sarif'],
  ['ha-secrets-lint --format comp', 'compact'],
  ['ha-secrets-lint init --hook lef', 'lefthook'],
  ['ha-secrets-lint --since to', 'topic'],
  ['ha-secrets-lint --rule=token-f', 'token-format='],
  ['ha-secrets-lint --rule=token-format=w', 'token-format=warning'],
  ['ha-secrets-lint rules token-f', 'token-format'],
  ['ha-secrets-lint completion f', 'fish'],
])('zsh: %s', (line, whole) =>
  withScript('zsh', (repo) => {
    const ran = repo.run('python3', ['-c', TYPE, line, whole], { env: { TERM: 'dumb' } });
    expect(ran.out).toContain(whole);
  }),
);
