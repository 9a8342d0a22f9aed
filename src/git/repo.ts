// Questions about a repository's settings, through simple-git, for commands that a person starts. The hooks ask by git/run.ts:
// simple-git drops the `GIT_INDEX_FILE` of a hook and waits 50 ms where a command says nothing.
import { resolve } from 'node:path';
import type { SimpleGit } from 'simple-git';

/** As in git/run.ts, but for `core.hooksPath`, which is what is asked here. */
const HARDENING = [
  'core.fsmonitor=false',
  'core.sshCommand=false',
  'core.gitProxy=',
  'core.askPass=',
  'credential.helper=',
  'protocol.allow=never',
  'diff.external=',
];

/** simple-git takes these settings for attacks, which they are only with other values. */
const UNSAFE = {
  allowUnsafeFsMonitor: true,
  allowUnsafeSshCommand: true,
  allowUnsafeGitProxy: true,
  allowUnsafeAskPass: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeDiffExternal: true,
};

/** Says which repository and which settings are meant; simple-git takes away all other `GIT_*`. */
const WHERE = /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|CEILING_DIRECTORIES|CONFIG.*)$/;

export interface HooksFolder {
  /** Absolute path of the folder in which git looks for hooks. */
  readonly path: string;
  /** `core.hooksPath` as it is set, and the file that sets it. */
  readonly setting: { readonly value: string; readonly file: string } | undefined;
}

/** Where git looks for the hooks of the working tree at `root`. */
export async function hooksFolder(root: string): Promise<HooksFolder> {
  const git = await open(root);
  const { value, scopes } = await git.getConfig('core.hooksPath');
  const shown = await git.raw(['rev-parse', '--git-path', 'hooks']);
  const file = [...scopes.keys()].at(-1) ?? '';
  return {
    // git prints it relative to where it runs; a relative setting counts from the top of the working tree
    path: resolve(root, shown.replace(/\r?\n$/, '')),
    setting: value === null ? undefined : { value, file: file.startsWith('command line') ? 'the environment' : file },
  };
}

async function open(root: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({
    baseDir: root,
    config: HARDENING,
    unsafe: UNSAFE,
    allowEnvironment: Object.keys(process.env).filter((name) => WHERE.test(name)),
  });
}
