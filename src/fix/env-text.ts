// A `.env` file as Docker Compose reads it, and the same with further entries at its end; what stands there stays byte by byte. Pure.
// Source: compose-spec/compose-go dotenv/parser.go; docs.docker.com, "Syntax" of .env files. Older readers treat quotes and comments
// in other ways, so that a value is written only in a form on which they agree.
import { decodeText } from '../document/text.js';

/** By name: the value, or undefined where variables in it are filled in. The last of equal names wins. */
export type Variables = ReadonlyMap<string, string | undefined>;

const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*(?:=[ \t]*(.*)|)$/s;
const NOTHING = /^[ \t]*(?:#.*)?$/s;

/** Undefined where a line is not plainly one of the format: then nothing is known of the rest. */
export function readVariables(bytes: Buffer): Variables | undefined {
  const source = decodeText(bytes);
  if (!source.roundTrips || source.bom) return undefined;
  const variables = new Map<string, string | undefined>();
  for (const line of source.text.split(/\r?\n/)) {
    if (NOTHING.test(line)) continue;
    const [, name = '', rest] = LINE.exec(line) ?? [];
    const read = name === '' ? undefined : rest === undefined ? { value: undefined } : readValue(rest);
    if (read === undefined) return undefined;
    variables.set(name, read.value);
  }
  return variables;
}

/** Undefined where a quote is not closed on its line, or something stands behind it. */
function readValue(rest: string): { readonly value: string | undefined } | undefined {
  const quote = rest[0];
  if (quote !== '"' && quote !== "'") {
    // a sign that may begin a comment, or not, by who reads it
    const value = rest.replace(/[ \t]+#.*$/s, '').trimEnd();
    return { value: /[$\\#'"`]/.test(value) ? undefined : value };
  }
  const closed = quote === '"' ? /^"((?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?$/s : /^'((?:[^'\\]|\\.)*)'[ \t]*(?:#.*)?$/s;
  const value = closed.exec(rest)?.[1];
  if (value === undefined) return undefined;
  return { value: value.includes('\\') || (quote === '"' && value.includes('$')) ? undefined : value };
}

/** Means the same everywhere without quotes. */
const BARE = /^[A-Za-z0-9_.,/:@%+=^~*?!&;|()[\]-]+$/;
/** Means the same everywhere in single quotes. */
const QUOTABLE = /^[^'\\\p{Cc}]*$/u;

/** How a value is written; undefined where there is no way that all readers read alike. */
export function writeValue(value: string): string | undefined {
  if (value === '' || value.trim() !== value) return undefined;
  if (BARE.test(value)) return value;
  return QUOTABLE.test(value) ? `'${value}'` : undefined;
}

/** Programs that hand an environment on by themselves (podman, older Compose) take quotes for a part of the value. */
export const isBareValue = (value: string): boolean => BARE.test(value);

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The file with the entries; undefined where it cannot take them, or would hold something else than before and them. */
export function appendVariables(before: Buffer, entries: readonly Variable[]): Buffer | undefined {
  const old = readVariables(before);
  const text = before.toString('utf8');
  const lineEnds = text.match(/\r?\n/g) ?? [];
  const eol = lineEnds.length > 0 && lineEnds.every((end) => end === '\r\n') ? '\r\n' : '\n';
  const lines = entries.map(({ name, value }) => {
    const written = writeValue(value);
    return written === undefined ? undefined : `${name}=${written}${eol}`;
  });
  if (old === undefined || lines.includes(undefined)) return undefined;
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  const after = Buffer.concat([before, Buffer.from(gap + lines.join(''), 'utf8')]);
  const expected = new Map([...old, ...entries.map(({ name, value }) => [name, value] as const)]);
  const now = readVariables(after);
  const isWhole =
    now !== undefined &&
    now.size === old.size + entries.length &&
    [...expected].every(([name, value]) => now.has(name) && now.get(name) === value);
  return isWhole ? after : undefined;
}
