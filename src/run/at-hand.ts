// The secrets that are on this machine, so that their values and names can be recognised in what is linted.
import { NO_CONFIG } from '../config/config.js';
import { enclosingMap, formatPath, lookUpText, nearestKey, pathOf, type ScalarNode } from '../document/model.js';
import { listedUses } from '../git/repository.js';
import { lintBlob } from '../lint-file.js';
import { isCredential } from '../rules/keys/entries.js';
import { isCommonValue } from '../secrets/common.js';
import { judgeSecretsContent } from '../secrets/content.js';
import { KnownSecrets } from '../secrets/known.js';
import { secretsFileKind } from '../secrets/names.js';
import { isSealedBytes } from '../secrets/sealed.js';
import { readSecretsFile, type SecretEntry, type SecretsFile, SecretsStore } from '../secrets/store.js';
import type { SecretsAtHand } from '../settings.js';
import type { LocalFiles, ValueFile } from '../sources/value-files.js';
import { folderUses } from '../sources/worktree.js';
import type { Scope } from './scope.js';

/** What the files found beside the linted files hold; undefined if that is nothing. What cannot be read is noted. */
export async function secretsAtHand(
  scope: Scope,
  found: LocalFiles,
  notes: string[],
): Promise<SecretsAtHand | undefined> {
  const files: SecretsFile[] = [];
  for (const { path, read } of found.secrets) {
    if (secretsFileKind(path) !== 'secrets') continue;
    if (read.kind === 'bytes') {
      // an encrypted file has nothing to recognise; one with placeholders is only asked for its names
      if (judgeSecretsContent(read.bytes) !== 'sealed') files.push(readSecretsFile(path, read.bytes));
    } else notes.push(`${path} cannot be read here: its values were not looked for.`);
  }
  const others = readValueFiles(
    found.others.filter(({ path }) => !files.some((file) => file.path === path)),
    notes,
  );
  if (files.length + others.length === 0) return undefined;
  const needsUses = files.length > 0;
  const uses = needsUses
    ? scope.repository === undefined
      ? folderUses(scope.root)
      : await listedUses(scope.repository)
    : new Map<string, readonly string[]>();
  return {
    store: files.length === 0 ? undefined : new SecretsStore(files),
    // a name of a secrets file tells more than one of another file: these come first
    known: new KnownSecrets([...files, ...others], (entry) => entry.of !== undefined || isCredential(entry, uses)),
  };
}

function readValueFiles(found: readonly ValueFile[], notes: string[]): SecretsFile[] {
  return found.flatMap(({ kind, path, read }): SecretsFile[] => {
    if (read.kind === 'bytes')
      return kind === 'store'
        ? [readStore(path, read.bytes)]
        : isSealedBytes(read.bytes)
          ? []
          : [readSecretsFile(path, read.bytes)];
    notes.push(`${path} cannot be read here: its values were not looked for.`);
    return [];
  });
}

const CREDENTIALS = new Set(['inline-credential', 'token-format', 'url-credentials', 'auth-header', 'private-key']);

/** What the rules take for a credential in a file of Home Assistant's store, each with the entry it belongs to. */
function readStore(path: string, bytes: Uint8Array): SecretsFile {
  const { findings, unit } = lintBlob(
    { path, bytes, origin: { kind: 'worktree' } },
    { config: NO_CONFIG, levels: new Map(), dialect: undefined, secrets: undefined, prefilter: true },
  );
  const entries = new Map<string, SecretEntry>();
  for (const { rule, node, secret, confidence, span } of findings) {
    const value = secret?.reveal() ?? '';
    if (!CREDENTIALS.has(rule) || node?.kind !== 'scalar' || secret === undefined) continue;
    if (confidence === 'low' || isCommonValue(value)) continue;
    const name = nearestKey(node)?.value ?? 'value';
    const { line } = unit.source.position(span.start);
    entries.set(formatPath(pathOf(node)), {
      name,
      value: secret,
      type: 'str',
      file: path,
      line,
      of: ownerOf(node, value),
    });
  }
  return { path, folder: '', entries, includes: [] };
}

/** The integration and the title of the entry around a value; a title that holds the value is left out. */
function ownerOf(node: ScalarNode, value: string): string {
  for (let map = enclosingMap(node); map !== undefined; map = enclosingMap(map)) {
    const domain = lookUpText(map, 'domain');
    if (domain === undefined || !/^[a-z0-9_]{1,60}$/.test(domain)) continue;
    const title = (lookUpText(map, 'title') ?? '').slice(0, LONGEST_TITLE);
    return title === '' || title.includes(value) || value.includes(title) ? domain : `${domain} (${title})`;
  }
  return '';
}

const LONGEST_TITLE = 60;
