// The pre-commit framework, lefthook and GitHub: what is written into their files. Pure; text is latin1, so that every byte that
// stands there comes back.
import { HOOK_NAMES, type HookName } from '../../git/hook-names.js';
import type { FileState } from './apply.js';
import { type Draft, shown, step, VENDORED } from './draft.js';
import type { InitFacts, Place } from './facts.js';

export const PRE_COMMIT_FILE = '.pre-commit-config.yaml';
/** https://lefthook.dev/configuration/: any of these, the first that is there. */
export const LEFTHOOK_FILES: readonly string[] = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
  ['yml', 'yaml', 'toml', 'json', 'jsonc'].map((end) => `${name}.${end}`),
);
export const WORKFLOW_FILE = '.github/workflows/ha-secrets-lint.yaml';

export interface ManagerFact {
  /** The file that is there, or where one would be. */
  readonly config: Place;
  /** Git's own hook file calls it. */
  readonly installed: boolean;
}

const USES_US = /^[^#\n]*ha-secrets-lint/m;

export function planPreCommit({ preCommit, hooksFolder, version, root }: InitFacts, draft: Draft): void {
  const { config, installed } = preCommit;
  if (hooksFolder.setting !== undefined)
    draft.problems.push({
      message: `the pre-commit framework installs no hooks where core.hooksPath is set (in ${hooksFolder.setting.file})`,
      hint: 'Remove the setting (git config --unset core.hooksPath), or take another way: ha-secrets-lint init --hook husky or --hook git',
    });
  planFile(config, root, draft, 'both hooks, as local ones', (text) => addRepository(text, preCommitEntry(version)));
  if (!installed)
    draft.todos.push({
      text: 'git does not call the framework yet: pre-commit install --hook-type pre-commit --hook-type pre-merge-commit --hook-type pre-push',
      failing: true,
    });
}

export function planLefthook({ lefthook, rootPackage, root }: InitFacts, draft: Draft): void {
  const call = (name: HookName): string =>
    rootPackage === undefined ? `node ${VENDORED} hook ${name}` : `sh node_modules/ha-secrets-lint/hooks/${name}`;
  const format = /\.ya?ml$/.test(lefthook.config.path) ? 'yaml' : 'other';
  planFile(lefthook.config, root, draft, 'the three hooks', (text) =>
    format === 'other' || TAKEN.test(text) ? undefined : appended(text, lefthookEntry(call)),
  );
  if (!lefthook.installed)
    draft.todos.push({ text: 'git does not call lefthook yet: lefthook install', failing: true });
}

/** A hook of the same name, or a second document, would have to be merged. */
const TAKEN = /^(?:["']?(?:pre-commit|pre-merge-commit|pre-push)["']?\s*:|---|\.\.\.|[[{])/m;

export function planWorkflow({ workflow, version, root }: InitFacts, draft: Draft): void {
  if (workflow === undefined) return;
  const { path, state } = workflow;
  if (state.kind === 'absent')
    draft.steps.push({
      ...step(path, state, Buffer.from(workflowText(version)), 'the same in CI, where nobody can skip it'),
      executable: false,
    });
  else if (state.kind === 'file') draft.there.push(path);
  else
    draft.problems.push({ message: `${shown(root, path)} is ${state.what}`, hint: 'Put a plain file in its place.' });
}

/** Adds to a file of a manager, makes it, or says that a person has to. */
function planFile(
  { path, state }: Place,
  root: string,
  draft: Draft,
  what: string,
  add: (text: string) => string | undefined,
): void {
  const name = shown(root, path);
  if (state.kind === 'other') {
    draft.problems.push({ message: `${name} is ${state.what}`, hint: 'Put a plain file in its place.' });
    return;
  }
  const before = textOf(state);
  if (USES_US.test(before)) {
    draft.there.push(path);
    return;
  }
  const after = add(before);
  if (after !== undefined) {
    draft.steps.push({ ...step(path, state, Buffer.from(after, 'latin1'), what), executable: false });
    return;
  }
  draft.problems.push({
    message: `${name} is not written so that something could be added at its end`,
    hint: 'Add the hooks by hand (docs/ci of ha-secrets-lint shows them), and run init again.',
  });
}

function textOf(state: Exclude<FileState, { kind: 'other' }>): string {
  return state.kind === 'absent' ? '' : state.bytes.toString('latin1');
}

/** The text with lines at its end, in its own line ends. */
function appended(text: string, lines: readonly string[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return `${text}${gap}${lines.map((line) => line + eol).join('')}`;
}

/** Only a list that ends the file can be added to without reading it as YAML: everything behind `repos:` is indented. */
function addRepository(text: string, entry: readonly string[]): string | undefined {
  if (text.trim() === '') return appended('', ['repos:', ...entry.map((line) => `  ${line}`)]);
  const lines = text.split(/\r?\n/);
  const start = lines.findLastIndex((line) => /^repos:\s*(?:#.*)?$/.test(line));
  const items = lines.slice(start + 1).filter((line) => !/^\s*(?:#.*)?$/.test(line));
  const [, indent] = /^( *)- /.exec(items[0] ?? '') ?? [];
  if (start === -1 || indent === undefined) return undefined;
  const inList = (line: string): boolean => line.startsWith(`${indent}- `) || line.startsWith(`${indent}  `);
  return items.every(inList)
    ? appended(
        text,
        entry.map((line) => indent + line),
      )
    : undefined;
}

/** As docs/ci/pre-commit.md has it; needs no clone of this project. */
function preCommitEntry(version: string): string[] {
  return `- repo: local
  hooks:
    - id: ha-secrets-lint
      name: ha-secrets-lint (files)
      entry: ha-secrets-lint hook files
      args: [--]
      language: node
      additional_dependencies: [ha-secrets-lint@${version}]
      types: [file]
      stages: [pre-commit, pre-merge-commit, pre-push, manual]
      require_serial: true
      verbose: true
    - id: ha-secrets-lint-repository
      name: ha-secrets-lint (repository)
      entry: ha-secrets-lint hook repository
      language: node
      additional_dependencies: [ha-secrets-lint@${version}]
      always_run: true
      stages: [pre-commit, pre-merge-commit, pre-push, manual]
      pass_filenames: false
      verbose: true`.split('\n');
}

/** Git tells the hook before a push by arguments and on standard input what is pushed. */
function lefthookEntry(call: (name: HookName) => string): string[] {
  return HOOK_NAMES.flatMap((name) => [
    `${name}:`,
    '  commands:',
    '    ha-secrets-lint:',
    ...(name === 'pre-push' ? [`      run: ${call(name)} {0}`, '      use_stdin: true'] : [`      run: ${call(name)}`]),
  ]);
}

/** As docs/ci/github.md has it. */
function workflowText(version: string): string {
  return `name: secrets
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  secrets:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          # the whole history: a leak that was added and taken out again in a pull request is published all the same
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - run: npx --yes ha-secrets-lint@${version} \${BASE:+"--since=$BASE"} --format github
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
`;
}
