// Jobs for CI, where nobody can skip them: on GitHub, GitLab, Forgejo and Gitea, where a folder or file shows which of them is used.
// Pure, but for the folders; as docs/ci has them.
import { join } from 'node:path';
import { readRegularFile } from '../../sources/read-file.js';
import { isFolder } from './apply.js';
import { type Draft, shown, step } from './draft.js';
import type { Place } from './facts.js';

export interface CiFile {
  readonly forge: 'github' | 'forgejo' | 'gitea' | 'gitlab';
  readonly place: Place;
}

const NAME = 'ha-secrets-lint.yaml';
const GITLAB_FILE = '.gitlab-ci.yml';
/** A line that is no comment names the linter. */
const USES_US = /^[^#\n]*ha-secrets-lint/m;

/** The files that run the linter already, or would. */
export function findCiFiles(root: string, listed: readonly string[], at: (path: string) => Place): CiFile[] {
  const files: CiFile[] = [];
  const hasFolder = (path: string): boolean => isFolder(join(root, ...path.split('/')));
  const workflow = (forge: 'github' | 'forgejo' | 'gitea'): void => {
    const folder = `.${forge}/workflows/`;
    const known = listed.find(
      (path) => path.startsWith(folder) && /^[^/]+\.ya?ml$/.test(path.slice(folder.length)) && runsUs(root, path),
    );
    files.push({ forge, place: at(join(root, known ?? `${folder}${NAME}`)) });
  };
  if (hasFolder('.github')) workflow('github');
  // a folder of its own makes Forgejo and Gitea pass over .github/workflows
  for (const forge of ['forgejo', 'gitea'] as const)
    if (hasFolder(`.${forge}/workflows`) || (hasFolder(`.${forge}`) && !hasFolder('.github/workflows')))
      workflow(forge);
  const gitlab = at(join(root, GITLAB_FILE));
  if (gitlab.state.kind !== 'absent' || hasFolder('.gitlab')) files.push({ forge: 'gitlab', place: gitlab });
  return files;
}

function runsUs(root: string, path: string): boolean {
  const read = readRegularFile(join(root, path));
  return read.kind === 'bytes' && USES_US.test(read.bytes.toString('latin1'));
}

const WHAT = 'the same in CI, where nobody can skip it';

export function planCiFiles(files: readonly CiFile[], version: string, root: string, draft: Draft): void {
  for (const { forge, place } of files) {
    const { path, state } = place;
    if (state.kind === 'other')
      draft.problems.push({ message: `${shown(root, path)} is ${state.what}`, hint: 'Put a plain file in its place.' });
    else if (forge === 'gitlab') planGitlab(place, version, root, draft);
    else if (state.kind === 'file') draft.there.push(path);
    else draft.steps.push({ ...step(path, state, Buffer.from(workflowText(forge, version)), WHAT), executable: false });
  }
}

function planGitlab({ path, state }: Place, version: string, root: string, draft: Draft): void {
  const text = state.kind === 'file' ? state.bytes.toString('latin1') : '';
  if (USES_US.test(text)) {
    draft.there.push(path);
    return;
  }
  const added = addJob(text, version);
  if (added === undefined)
    draft.todos.push({
      text: `add the job of docs/ci/gitlab.md to ${shown(root, path)}: it is not written so that one could be added at its end`,
      failing: false,
    });
  else draft.steps.push({ ...step(path, state, Buffer.from(added, 'latin1'), WHAT), executable: false });
}

/** A job without a stage is one of `test`, which has to be among the file's own. */
function addJob(text: string, version: string): string | undefined {
  if (/^(?:---|\.\.\.|[[{])/m.test(text)) return undefined;
  if (
    /^["']?stages["']?[ \t]*:/m.test(text) &&
    !/^(?:["']?stages["']?[ \t]*:.*|[ \t]*-[ \t]*["']?)\btest\b/m.test(text)
  )
    return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return `${text}${gap}${gitlabJob(version).replaceAll('\n', eol)}`;
}

function gitlabJob(version: string): string {
  const base = 'CI_MERGE_REQUEST_DIFF_BASE_SHA';
  return `ha-secrets-lint:
  image: node:22
  variables:
    # the whole history, for the merge base
    GIT_DEPTH: 0
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH
  script:
    - >-
      npx --yes ha-secrets-lint@${version}
      \${${base}:+"--since=$${base}" "--config-from=$${base}"}
      --format pretty
      --format gitlab --output gl-code-quality-report.json
      --format gitlab-secrets --output gl-secret-detection-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      secret_detection: gl-secret-detection-report.json
`;
}

const RUN = `\${BASE:+"--since=$BASE" "--config-from=$BASE"}`;

function workflowText(forge: 'github' | 'forgejo' | 'gitea', version: string): string {
  return forge === 'github' ? githubText(version) : forgejoText(forge, version);
}

function forgejoText(forge: 'forgejo' | 'gitea', version: string): string {
  return `on: [push, pull_request]
jobs:
  secrets:
    runs-on: ${forge === 'forgejo' ? 'docker' : 'ubuntu-latest'}
    container:
      image: node:22
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - run: npx --yes ha-secrets-lint@${version} ${RUN}
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
`;
}

/** As docs/ci/github.md has it. */
function githubText(version: string): string {
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
      - run: npx --yes ha-secrets-lint@${version} \${BASE:+"--since=$BASE" "--config-from=$BASE"} --format github
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
`;
}
