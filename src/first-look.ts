// The first look at a blob: what it is, and whether any rule could report something in it. Most files of most commits need no other,
// so that this, and all that it imports, is loaded by every commit; lint-file.ts, which holds the rules, is not.
import { dialectOf, recogniseDialect } from './dialects/index.js';
import { type FileFormat, formatOf, isTree } from './document/format-names.js';
import { prefilter } from './document/prefilter.js';
import { decodeText, type SourceText } from './document/text.js';
import { FIRST_LOOKS, type FirstLook } from './rules/first-looks.js';
import { SUSPICIONS } from './rules/suspicions.js';
import { secretsFileKind } from './secrets/names.js';
import { contextOf, type LintSettings, levelOf } from './settings.js';
import { SUPPRESSION_NEEDLE } from './suppress/marks.js';
import type { Blob, DialectName, Suspicion } from './types.js';

/** What pass 2 needs of every file, small enough to keep for all of a history. */
export interface FileSummary {
  readonly path: string;
  readonly dialect: DialectName;
  /** A `!secret` stands in the text, so that this folder's secrets file matters. */
  readonly usesSecrets: boolean;
  /** The file is a configuration's main one: its folder has a secrets file of its own. */
  readonly isMain: boolean;
  /** A line of it is, or would be but for a comment, reported as a credential. */
  readonly holdsCredentials: boolean;
}

export interface Look {
  readonly source: SourceText;
  readonly dialect: DialectName;
  readonly format: FileFormat;
  /** Ids of the rules that are on for this path. */
  readonly active: ReadonlySet<string>;
  /** Those of them that may report something. */
  readonly suspecting: ReadonlySet<string>;
  /** False: the file is done with. */
  readonly isSuspicious: boolean;
  /** Whether that is about more than its bytes. */
  readonly needsTree: boolean;
  readonly mayMatch: (needle: RegExp) => boolean;
  readonly summary: FileSummary;
}

const USES_SECRETS = /(?:^|[\s,[{:'"])!secret[ \t'"]/m;

/** Files whose folder is a configuration; which of them it is tells the dialect. */
export const MAIN_FILE = /(?:^|\/)(?:configuration|appdaemon)\.yaml$/;
const DEVICE = /^esphome[ \t]*:/m;

/** In a stand-in for a secrets file every key is a credential's and no value is one; only real tokens would be wrong there. */
const STAND_IN_RULES = new Set(['token-format', 'private-key', 'known-secret', 'unreadable-file']);

function activeRules(path: string, settings: LintSettings): readonly FirstLook[] {
  const kind = secretsFileKind(path);
  return FIRST_LOOKS.filter(({ id }) => {
    if (levelOf(id, settings) === 'off') return false;
    if (kind === 'stand-in') return STAND_IN_RULES.has(id);
    // what a secrets file holds are secrets: its own rules judge the file
    return kind !== 'secrets' || id === 'unreadable-file';
  });
}

/** Matches no text: `mayMatch` says yes to it only where escapes may hide anything. */
const EVERYTHING = /[^\s\S]/;

export function lookAt({ path, bytes }: Blob, settings: LintSettings): Look {
  const source = decodeText(bytes);
  const format = formatOf(path, source.text);
  const dialect =
    settings.dialect ??
    settings.config.dialectFor(path) ??
    (format === 'text' ? 'yaml' : recogniseDialect(path, source.text, format));
  const { mayMatch } = prefilter(source.text, settings.prefilter);
  const active = activeRules(path, settings);
  const context = contextOf(settings);
  const isSuspected = (suspicion: Suspicion): boolean =>
    mayMatch(EVERYTHING) || SUSPICIONS[suspicion]({ path, source, dialect, format }, context);
  const suspecting = active.filter((look) => {
    if (!look.readsFiles || (look.suspicion !== undefined && !isSuspected(look.suspicion))) return false;
    const needle = needleFor(look, format);
    return needle === undefined || mayMatch(needle);
  });
  const mayBeSuppressed = SUPPRESSION_NEEDLE.test(source.text);
  return {
    source,
    dialect,
    format,
    active: idsOf(active),
    suspecting: idsOf(suspecting),
    isSuspicious: suspecting.length > 0 || mayBeSuppressed,
    needsTree: suspecting.some(({ suspicion }) => suspicion !== 'odd-bytes') || mayBeSuppressed,
    mayMatch,
    summary: {
      path,
      dialect,
      usesSecrets:
        format === 'yaml' && dialectOf(dialect).makeReference !== undefined && USES_SECRETS.test(source.text),
      holdsCredentials: false,
      isMain: MAIN_FILE.test(path) || (dialect === 'esphome' && DEVICE.test(source.text)),
    },
  };
}

const idsOf = (looks: readonly FirstLook[]): Set<string> => new Set(looks.map(({ id }) => id));

function needleFor({ needle, settingNeedle, needleInText }: FirstLook, format: FileFormat): RegExp | undefined {
  if (isTree(format)) return needle;
  return (format === 'text' ? needleInText : settingNeedle) ?? needle;
}
