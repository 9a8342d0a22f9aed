// The types that modules share. No runtime code.
import type { AliasNode, Comment, ScalarNode, Span, YamlDocument, YamlNode } from './document/model.js';
import type { SourceText } from './document/text.js';
import type { SecretValue } from './secret-value.js';
import type { KnownSecrets } from './secrets/known.js';
import type { SecretsStore } from './secrets/store.js';

export type { Span } from './document/model.js';

export type Severity = 'error' | 'warning';
export type Confidence = 'high' | 'medium' | 'low';
export type FindingClass = 'credential' | 'identity' | 'location' | 'network' | 'reference' | 'guard' | 'meta';

export type DialectName =
  | 'home-assistant'
  | 'esphome'
  | 'zigbee2mqtt'
  | 'appdaemon'
  | 'frigate'
  | 'go2rtc'
  | 'compose'
  | 'yaml';

/** Where a blob's bytes were read. */
export type Origin =
  | { readonly kind: 'index' }
  | { readonly kind: 'worktree' }
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'stdin' };

/** A file's content to be linted. `path` is relative to the root, `/`-separated. */
export interface Blob {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly origin: Origin;
  /** The version before, where the source is a commit to be: what stood there is no new finding. */
  readonly before?: { readonly path: string; readonly oid: string } | undefined;
}

/** Why a path was not linted. */
export type SkipReason =
  | 'binary'
  | 'too-large'
  | 'symlink'
  | 'submodule'
  | 'ignored-by-config'
  | 'encrypted'
  | 'not-a-file';

export type SourceItem =
  | { readonly kind: 'blob'; readonly blob: Blob }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: SkipReason }
  | { readonly kind: 'unreadable'; readonly path: string; readonly message: string };

/** A decoded file with its dialect; `document` is undefined for files that are not YAML or that the prefilter cleared. */
export interface Unit {
  readonly path: string;
  readonly source: SourceText;
  readonly dialect: DialectName;
  readonly format: FileFormat;
  readonly document: YamlDocument | undefined;
  /** Whether a rule's needle may be in the text; a rule may skip the file when it is not. */
  readonly mayMatch: (needle: RegExp) => boolean;
}

export type FileFormat = 'yaml' | 'text';

/** A place in a file. */
export interface Location {
  readonly path: string;
  readonly span: Span;
}

/** What a rule reports, before severity, order and suppression are decided. */
export interface RawFinding {
  readonly rule: string;
  readonly span: Span;
  readonly message: string;
  readonly confidence: Confidence;
  readonly severity?: Severity;
  /** The node that holds the value; undefined outside YAML. */
  readonly node?: YamlNode | undefined;
  /** The value is the whole node, so that a reference can replace it. */
  readonly whole: boolean;
  readonly secret?: SecretValue;
  /** The row or shape that decided, for `why`. */
  readonly because: string;
}

/** A rule's finding about a file that need not exist or be text: reported at line 1. */
export interface FileFinding {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
  readonly severity?: Severity;
  readonly because: string;
  readonly fix?: Fix;
  readonly commit?: string | null;
}

export type FixKind = 'secret-ref' | 'env-ref' | 'unquote' | 'gitignore';

/** What to write instead. */
export interface Fix {
  readonly kind: FixKind;
  readonly safe: boolean;
  readonly name: string | null;
  readonly text: string;
  readonly secretsFile: string | null;
}

/** Why nothing can be written instead; a closed list, explained in docs. */
export type NoFixReason =
  | 'part-of-a-longer-string'
  | 'blueprint'
  | 'no-references-here'
  | 'not-yaml'
  | 'invalid-yaml'
  | 'a-key'
  | 'list-value'
  | 'encoding'
  | 'in-a-comment'
  | 'sample'
  | 'not-loadable'
  | 'other-program'
  | 'name-not-at-hand'
  | 'no-configuration'
  | 'no-secrets-file'
  | 'secrets-file-tracked'
  | 'secrets-file-unusable'
  | 'needs-a-person';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly class: FindingClass;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly keyPath: string | null;
  readonly dialect: DialectName | null;
  readonly message: string;
  readonly preview: string;
  readonly fingerprint: string;
  readonly commit: string | null;
  readonly preexisting: boolean;
  readonly fix: Fix | null;
  readonly noFix: NoFixReason | null;
}

export interface ErrorNote {
  readonly file: string | null;
  readonly message: string;
}

export interface Summary {
  readonly files: number;
  readonly skipped: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixable: number;
  readonly suppressed: number;
  readonly ms: number;
}

export interface RuleMeta {
  readonly id: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  /** Off until `--privacy`, the config's `privacy` or a level asks for it. */
  readonly optIn?: true;
  /** One line, for lists. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly remedy: string;
  /** Of two findings on one span the more specific rule's stays. */
  readonly specificity: number;
}

export interface Example {
  /** File name the example is linted under. */
  readonly file: string;
  /** The text; `«` and `»` stand around each span that must be reported, and are not part of it. */
  readonly text: string;
  readonly about: string;
}

/** What a rule may see besides the file: nothing that it could change. */
export interface FileContext {
  readonly extraKeys: ReadonlySet<string>;
  /** The secrets files at hand; undefined where none is. */
  readonly store: SecretsStore | undefined;
  readonly known: KnownSecrets | undefined;
}

/** Whether git ignores a path; `ignored-locally`: by a file that other clones do not have. */
export type IgnoreState = 'ignored' | 'ignored-locally' | 'not-ignored';

export interface SecretsFileFact {
  readonly path: string;
  /** The index holds it. */
  readonly tracked: boolean;
  /** The commit, or a commit of the range, brings this content. */
  readonly brought: boolean;
  readonly sealed: boolean;
  readonly commit: string | null;
}

/** What git says about the paths that matter; collected after the files were read. */
export interface GuardFacts {
  readonly secretsFiles: readonly SecretsFileFact[];
  /** Where a secrets file stands or is expected. */
  readonly expected: readonly {
    readonly path: string;
    readonly why: 'exists' | 'root' | 'referenced';
    readonly state: IgnoreState;
  }[];
  /** Paths that are in the commit, the range, or (default) tracked or about to be. */
  readonly held: readonly { readonly path: string; readonly commit: string | null }[];
}

export interface Rule {
  readonly meta: RuleMeta;
  /** Rules about single files; a rule about the repository shows its cases in `cases`. */
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
  /** For rules about the repository: what is reported and what is not, in words. */
  readonly cases?: { readonly bad: readonly string[]; readonly good: readonly string[] };
  /** Something that stands in the raw text of any file the rule could report; undefined: the rule looks at every file. */
  readonly needle?: RegExp;
  /** In place of a needle: whether the rule could report anything in a raw text, by what is known of the secrets files. */
  readonly suspects?: (
    text: string,
    file: { readonly path: string; readonly dialect: DialectName },
    context: FileContext,
  ) => boolean;
  readonly checkFile?: (unit: Unit, context: FileContext) => Iterable<RawFinding>;
  readonly checkRepo?: (facts: GuardFacts) => Iterable<FileFinding>;
}

export type { AliasNode, Comment, ScalarNode, YamlDocument };
