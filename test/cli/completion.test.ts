// Completion: bash is asked for real; the others have what the tables have, and take their own quoting. zsh and fish: test/integrations.

import { COMMANDS, optionsOf } from '../../src/cli/command-table';
import { completedCommands } from '../../src/cli/completion';
import { FORMAT_NAMES } from '../../src/cli/formats';
import { completionScript } from '../../src/commands/completion/scripts';
import { SHELLS } from '../../src/commands/completion/words';
import { RULE_IDS } from '../../src/rules';
import { type Repo, withRepo } from '../support/repo';

/** What bash offers for a line whose last word is being written; `=` is a word of its own, as bash has it. */
function offers(repo: Repo, ...words: string[]): string[] {
  const list = ['ha-secrets-lint', ...words].map((word) => `'${word}'`).join(' ');
  const ran = repo.run('bash', [
    '--norc',
    '-c',
    `source .git/completion; compopt() { :; }; COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _ha_secrets_lint; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ]);
  expect(ran.err).toBe('');
  return ran.out.split('\n').filter((line) => line !== '');
}

test('bash', () =>
  withRepo((repo) => {
    repo.commit({ 'why.yaml': 'a: 1\n', 'init me.yaml': 'b: 1\n' });
    repo.git('branch', 'topic');
    repo.write({ '.git/completion': repo.lint('completion', 'bash').out });
    expect(offers(repo, 'wh')).toEqual(['why', 'why.yaml']);
    expect(offers(repo, '--form')).toEqual(['--format']);
    expect(offers(repo, 'init', '--h')).toEqual(['--hook', '--help']);
    expect(offers(repo, 'doctor', '--st')).toEqual(['--strict']);
    expect(offers(repo, '--format', 'git')).toEqual(['github', 'gitlab', 'gitlab-secrets']);
    expect(offers(repo, '--format', '=', 's')).toEqual(['sarif']);
    expect(offers(repo, '--format', '=')).toEqual([...FORMAT_NAMES]);
    expect(offers(repo, 'init', '--hook', 'l')).toEqual(['lefthook']);
    expect(offers(repo, '--since', 't')).toEqual(['topic']);
    expect(offers(repo, '--config-from', '')).toEqual(['main', 'topic']);
    expect(offers(repo, '--rule', 'token')).toEqual(['token-format=']);
    expect(offers(repo, '--rule', 'token-format', '=', 'w')).toEqual(['warning']);
    expect(offers(repo, '--rule', 'token-format', '=')).toEqual(['off', 'warning', 'error']);
    expect(offers(repo, 'rules', 'sec')).toEqual(RULE_IDS.filter((id) => id.startsWith('sec')));
    expect(offers(repo, '--quiet', '--output', 'x', 'rules', 'token')).toEqual(['token-format']);
    expect(offers(repo, 'completion', 'z')).toEqual(['zsh']);
    expect(offers(repo, 'hook', 'pre-p')).toEqual(['pre-push']);
    // files are bash's own
    for (const words of [
      ['--output', ''],
      ['why', ''],
      ['--max-warnings', ''],
    ])
      expect(offers(repo, ...words)).toEqual([]);
  }));

test.each(SHELLS)('%s names every command, option and fixed value', (shell) => {
  const script = completionScript(shell, completedCommands());
  for (const { name } of COMMANDS) {
    expect(script).toContain(name);
    for (const option of optionsOf(name)) expect(script).toMatch(new RegExp(`(?:--|-l )${option.name}\\b`));
  }
  for (const word of [...FORMAT_NAMES, ...RULE_IDS, 'lefthook', 'home-assistant']) expect(script).toContain(word);
});

test('texts that would end a quote do not', () => {
  const doc = 'it\'s [a] `b` $(c) \\ "d": x';
  const commands = [
    { name: 'lint', doc, words: 'files' as const, options: [{ name: 'a', short: 'b', doc, words: ['x'] }] },
  ];
  return withRepo((repo) => {
    repo.write({ '.git/s': completionScript('bash', commands) });
    expect(repo.run('bash', ['-n', '.git/s'])).toMatchObject({ code: 0, err: '' });
    expect(completionScript('powershell', commands)).not.toContain("it's");
    expect(completionScript('fish', commands)).toContain("it\\'s");
    expect(completionScript('zsh', commands)).toContain("it'\\''s \\[a\\]");
  });
});

test('it needs a shell that it knows', () =>
  withRepo((repo) => {
    expect(repo.lint('completion')).toMatchObject({
      code: 2,
      err: expect.stringContaining('bash, zsh, fish, powershell') as string,
    });
    expect(repo.lint('completion', 'zhs')).toMatchObject({ code: 2, err: expect.stringContaining('zsh') as string });
    expect(repo.lint('completion', 'bash', 'x').code).toBe(2);
    expect(repo.lint('completion', '--help').out).toContain('ha-secrets-lint completion [options] SHELL');
  }));
