// A real git repository in a temporary folder, and the built program run in it.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';

export const ROOT = join(__dirname, '../..');
export const CLI = join(ROOT, 'dist/cli.cjs');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface JsonReport {
  readonly version: number;
  readonly summary: {
    readonly files: number;
    readonly skipped: number;
    readonly errors: number;
    readonly warnings: number;
    readonly fixable: number;
    readonly suppressed: number;
  };
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly keyPath: string | null;
    readonly dialect: string | null;
    readonly commit: string | null;
    readonly preexisting: boolean;
    readonly message: string;
    readonly fix: {
      readonly kind: string;
      readonly name: string | null;
      readonly text: string;
      readonly safe: boolean;
      readonly secretsFile: string | null;
    } | null;
    readonly noFix: string | null;
  }[];
  readonly errors: readonly { readonly file: string | null; readonly message: string }[];
}

/** No settings of the machine, no prompts, fixed people and dates. */
export const GIT_ENV: NodeJS.ProcessEnv = {
  ...withoutGit(process.env),
  GIT_CONFIG_GLOBAL: join(tmpdir(), 'no-such-gitconfig'),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  NO_COLOR: '1',
};

function withoutGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:GIT_|HA_SECRETS_LINT|SKIP$|PRE_COMMIT|FORCE_COLOR|HUSKY)/.test(name)),
  );
}

export class Repo {
  constructor(readonly dir: string) {}

  /** Runs git; throws when it fails. */
  git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.dir,
      env: GIT_ENV,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs any program; its exit code is the result. */
  run(
    program: string,
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string | Buffer } = {},
  ): Ran {
    const result = spawnSync(program, args, {
      cwd: options.cwd === undefined ? this.dir : join(this.dir, options.cwd),
      env: { ...GIT_ENV, ...options.env },
      input: options.input ?? '',
      maxBuffer: 1 << 28,
    });
    if (result.error !== undefined) throw result.error;
    return { code: result.status ?? -1, out: result.stdout.toString('utf8'), err: result.stderr.toString('utf8') };
  }

  tryGit(...args: string[]): Ran {
    return this.run('git', args);
  }

  lint(...args: string[]): Ran {
    return this.run(process.execPath, [CLI, ...args]);
  }

  json(...args: string[]): JsonReport & { readonly code: number } {
    const ran = this.lint('--format', 'json', ...args);
    return { ...(JSON.parse(ran.out) as JsonReport), code: ran.code };
  }

  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.dir, path)), { recursive: true });
      writeFileSync(join(this.dir, path), content);
    }
  }

  executable(path: string, content: string): void {
    this.write({ [path]: content });
    chmodSync(join(this.dir, path), 0o755);
  }

  read(path: string): string {
    return readFileSync(join(this.dir, path), 'utf8');
  }

  path(...parts: string[]): string {
    return join(this.dir, ...parts);
  }

  /** Writes, stages and commits without hooks. */
  commit(files: Readonly<Record<string, string | Buffer>>, message = 'c'): void {
    this.write(files);
    this.git('add', '-f', '-A');
    this.git('commit', '-q', '--no-verify', '--allow-empty', '-m', message);
  }
}

/** A new folder below the system's temporary one, removed afterwards. Refuses to work anywhere else. */
export async function withFolder<Result>(work: (repo: Repo) => Result | Promise<Result>): Promise<Result> {
  const base = realpathSync(tmpdir());
  const dir = realpathSync(mkdtempSync(join(base, 'hsl-')));
  if (!dir.startsWith(base + sep)) throw new Error(`not a temporary folder: ${dir}`);
  try {
    return await work(new Repo(dir));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The same, with an empty repository on branch `main` whose `.gitignore` names the secrets files. */
export async function withRepo<Result>(work: (repo: Repo) => Result | Promise<Result>): Promise<Result> {
  return withFolder((repo) => {
    repo.git('init', '-q', '-b', 'main');
    repo.write({ '.gitignore': 'secrets.yaml\nsecret.yaml\n' });
    return work(repo);
  });
}
