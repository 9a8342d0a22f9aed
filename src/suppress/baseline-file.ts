// The baseline's text: entries that hold a salted scrypt each, and where the finding stood when it was last seen.
// It is part of the scanned repository and not trusted: the cost of one derivation is fixed here, never read from the file.
import { lookUp, lookUpText, type MapNode, type YamlNode } from '../document/model.js';
import { decodeText } from '../document/text.js';
import { parseYaml } from '../document/yaml.js';
import { UserError } from '../errors.js';
import { nearestName } from '../nearest.js';

/** So many can be compared in one run. */
export const MOST_ENTRIES = 2_000;

/** A value of 40 bits takes 2^39 guesses of some 20 ms each: centuries of computing for one entry, as each has its own salt. */
export const SCRYPT = { N: 8192, r: 8, p: 1 } as const;
export const SALT_BYTES = 16;
export const KEY_BYTES = 32;

const VERSION = '1';
const KDF = `scrypt N=${SCRYPT.N} r=${SCRYPT.r} p=${SCRYPT.p}`;
const ABOUT = 'Known findings of ha-secrets-lint, which it does not report again. Written by --update-baseline.';
const HINT = 'Write it anew with --update-baseline, or take it from the last commit.';

export interface BaselineEntry {
  readonly rule: string;
  /** Where it was seen last: tried first, and of no meaning for what is covered. */
  readonly file: string;
  readonly keyPath: string | null;
  readonly salt: Buffer;
  readonly key: Buffer;
  /** In the file; 0 for one that is not written yet. */
  readonly line: number;
}

export interface Baseline {
  /** As it is shown. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/** Throws a `UserError` with the line of the fault. */
export function parseBaseline(bytes: Uint8Array, file: string, ruleIds: readonly string[]): Baseline {
  const source = decodeText(bytes);
  const document = parseYaml(source.text);
  const lineOf = (node: YamlNode): number => source.position(node.span.start).line;
  const fault = (message: string, line: number, hint = HINT): UserError => new UserError(message, { file, line, hint });
  if (document.mode !== 'parsed')
    throw fault('this baseline cannot be read', source.position(document.problem?.offset ?? 0).line);
  const [root] = document.roots;
  if (root?.kind !== 'map')
    throw fault('this is no baseline: a map is needed here', root === undefined ? 1 : lineOf(root));
  const version = lookUp(root, 'version');
  if (version?.kind !== 'scalar' || version.value !== VERSION)
    throw fault(`this is no baseline of version ${VERSION}`, version === undefined ? lineOf(root) : lineOf(version));
  const kdf = lookUp(root, 'kdf');
  if (kdf?.kind !== 'scalar' || kdf.value !== KDF)
    throw fault(`\`kdf\` must be ${KDF}`, kdf === undefined ? lineOf(root) : lineOf(kdf));
  const list = lookUp(root, 'entries');
  if (list?.kind !== 'seq') throw fault('`entries` must be a list', list === undefined ? lineOf(root) : lineOf(list));
  if (list.items.length > MOST_ENTRIES) throw fault(`there are more than ${MOST_ENTRIES} entries`, lineOf(list));
  const entries = list.items.map((item): BaselineEntry => {
    if (item?.kind !== 'map') throw fault('an entry must be a map', lineOf(item ?? list));
    const rule = lookUpText(item, 'rule') ?? '';
    if (!ruleIds.includes(rule))
      throw fault('this entry names a rule that does not exist', lineOf(item), nearestName(rule, ruleIds));
    const salt = decoded(item, 'salt', SALT_BYTES);
    const key = decoded(item, 'scrypt', KEY_BYTES);
    if (salt === undefined || key === undefined)
      throw fault(`\`${salt === undefined ? 'salt' : 'scrypt'}\` of this entry is missing or damaged`, lineOf(item));
    return {
      rule,
      file: lookUpText(item, 'file') ?? '',
      keyPath: lookUpText(item, 'keyPath') ?? null,
      salt,
      key,
      line: lineOf(item),
    };
  });
  return { file, entries };
}

function decoded(entry: MapNode, name: string, bytes: number): Buffer | undefined {
  const text = lookUpText(entry, name) ?? '';
  const data = Buffer.from(text.slice(0, 2 * bytes), 'base64url');
  return data.length === bytes && data.toString('base64url') === text ? data : undefined;
}

/** One entry a line, sorted by place: what changed is seen in a diff, and two branches merge. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const rows = entries
    .map(({ rule, file, keyPath, salt, key }) => ({
      file,
      keyPath: keyPath ?? '',
      rule,
      text: JSON.stringify({
        rule,
        file,
        ...(keyPath === null ? {} : { keyPath }),
        salt: salt.toString('base64url'),
        scrypt: key.toString('base64url'),
      }),
    }))
    .sort(
      (a, b) => order(a.file, b.file) || order(a.keyPath, b.keyPath) || order(a.rule, b.rule) || order(a.text, b.text),
    )
    .map(({ text }) => `    ${text}`);
  const head = `{\n  "about": ${JSON.stringify(ABOUT)},\n  "version": ${VERSION},\n  "kdf": ${JSON.stringify(KDF)},\n`;
  return `${head}  "entries": [${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n  `}]\n}\n`;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
