// Two passes over the input: first all values, so that each is replaced wherever it stands; then the rewriting, file by file.
import { encodeText } from '../../document/text.js';
import type { SecretsFile } from '../../secrets/store.js';
import type { LintSettings } from '../../settings.js';
import type { SourceItem } from '../../types.js';
import { type Input, type LeftOut, whyLeftOut } from './facts.js';
import { classBySight, findValues } from './find.js';
import { type Placed, rewrite } from './rewrite.js';
import { type RedactClass, StandIns } from './stand-ins.js';

export interface Redacted {
  readonly files: number;
  /** Files with something replaced. */
  readonly changed: number;
  readonly values: Readonly<Record<RedactClass, number>>;
  readonly places: Readonly<Record<RedactClass, number>>;
  readonly leftOut: readonly LeftOut[];
}

export interface RedactJob {
  readonly input: Input;
  readonly settings: LintSettings;
  /** Secrets files around the input; those in it are read with it. */
  readonly secrets: readonly SecretsFile[];
  readonly write: (path: string, bytes: Buffer) => void;
  readonly onProgress: (text: string) => void;
}

export function redact({ input, settings, secrets, write, onProgress }: RedactJob): Redacted {
  const stands = new StandIns();
  for (const [index, path] of input.paths.entries()) {
    const item = input.read(path);
    if (item.kind !== 'blob') continue;
    for (const { value, cls } of findValues(item.blob, settings).values) stands.of(value.trim(), cls);
    onProgress(`looking: ${index + 1} of ${input.paths.length}`);
  }
  for (const { entries } of secrets)
    for (const { value } of entries.values()) {
      const text = value?.reveal().trim() ?? '';
      if (text !== '') stands.of(text, classBySight(text));
    }
  const search = stands.search();
  const places = { credential: 0, identity: 0, location: 0, network: 0 };
  const different = new Map<string, RedactClass>();
  const written = new Set<string>();
  const leftOut: LeftOut[] = [...input.leftOut];
  const changed = new Set<string>();
  for (const [index, path] of input.paths.entries()) {
    const item = input.read(path);
    const made = item.kind === 'blob' ? redactBlob(item, settings, stands, search) : whyLeftOut(item);
    onProgress(`writing: ${index + 1} of ${input.paths.length}`);
    if ('reason' in made) {
      leftOut.push(made);
      continue;
    }
    write(made.path, made.bytes);
    written.add(made.path);
    if (made.places.length > 0) changed.add(made.path);
    for (const { cls, stand } of made.places) {
      places[cls] += 1;
      different.set(stand, cls);
    }
  }
  const values = { credential: 0, identity: 0, location: 0, network: 0 };
  for (const cls of different.values()) values[cls] += 1;
  return { files: written.size, changed: changed.size, values, places, leftOut };
}

function redactBlob(
  { blob }: Extract<SourceItem, { kind: 'blob' }>,
  settings: LintSettings,
  stands: StandIns,
  search: ReturnType<StandIns['search']>,
): LeftOut | { readonly path: string; readonly bytes: Buffer; readonly places: readonly Placed[] } {
  const { unit, values } = findValues(blob, settings);
  const { source } = unit;
  if (source.encoding !== 'utf-8' && source.encoding !== 'binary')
    return {
      file: blob.path,
      reason: `it is written in ${source.encoding}, which is not rewritten here`,
      matters: true,
    };
  const made = rewrite(unit, values, stands, search);
  if (made === undefined)
    return { file: blob.path, reason: 'it would not read as the same data with stand-ins in it', matters: true };
  return { path: blob.path, bytes: encodeText(source, made.text), places: made.places };
}
