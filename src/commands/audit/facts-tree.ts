// The files of the tree, each read and parsed once. Nothing outside the root is read, and no link is followed.
import { readdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { recogniseDialect } from '../../dialects/index.js';
import { decodeText } from '../../document/text.js';
import { parseYaml } from '../../document/yaml.js';
import { decodePath, fsPath } from '../../git/path.js';
import { type ReadResult, readRegularFile } from '../../sources/read-file.js';
import type { ParsedFile, TreeFiles } from './config-tree.js';

const MOST_PARSED = 20_000;
/** Of an `!include_dir_*`, or of the folder that Home Assistant publishes. */
const MOST_LISTED = 20_000;
const DEEPEST = 40;

export class Tree implements TreeFiles {
  readonly root: string;
  readonly #realRoot: string;
  readonly #parsed = new Map<string, ParsedFile | undefined>();
  readonly #real = new Map<string, boolean>();

  constructor(root: string) {
    this.root = root;
    this.#realRoot = realpathSync(root);
  }

  read(path: string): ReadResult {
    return this.#isInside(folderOf(path)) ? readRegularFile(join(this.root, path)) : { kind: 'absent' };
  }

  /** Undefined where it cannot be read as a file of the tree. */
  text(path: string): string | undefined {
    const read = this.read(path);
    return read.kind === 'bytes' ? decodeText(read.bytes).text : undefined;
  }

  readonly file = (path: string): ParsedFile | undefined => {
    if (this.#parsed.has(path)) return this.#parsed.get(path);
    const read = this.#parsed.size < MOST_PARSED ? this.read(path) : undefined;
    let file: ParsedFile | undefined;
    if (read?.kind === 'bytes') {
      const source = decodeText(read.bytes);
      file = { path, source, document: parseYaml(source.text), dialect: recogniseDialect(path, source.text) };
    }
    this.#parsed.set(path, file);
    return file;
  };

  readonly folder = (path: string): readonly string[] | undefined => {
    const found: string[] = [];
    if (!this.#list(path, found, 0)) return undefined;
    // annotatedyaml: dot names and secrets files are passed over
    return found.filter((one) => /\.yaml$/.test(one) && !/(?:^|\/)secrets\.yaml$/.test(one)).sort();
  };

  /** All regular files of a folder and below, dot names too. */
  everything(path: string): readonly string[] {
    const found: string[] = [];
    this.#list(path, found, 0, true);
    return found;
  }

  /** The files of one folder, without those below. */
  names(path: string): readonly string[] {
    return this.#entries(path)?.flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])) ?? [];
  }

  /** False where there is no such folder. */
  #list(path: string, found: string[], depth: number, dots = false): boolean {
    const entries = depth > DEEPEST ? undefined : this.#entries(path);
    if (entries === undefined) return false;
    for (const { name, kind } of entries) {
      if (found.length >= MOST_LISTED) break;
      if (name.startsWith('.') && !dots) continue;
      const below = path === '' ? name : `${path}/${name}`;
      if (kind === 'file') found.push(below);
      else if (kind === 'folder') this.#list(below, found, depth + 1, dots);
    }
    return true;
  }

  #entries(path: string): { readonly name: string; readonly kind: 'file' | 'folder' | 'other' }[] | undefined {
    if (!this.#isInside(path)) return undefined;
    try {
      return readdirSync(fsPath(join(this.root, path)), { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
        name: decodePath(entry.name as unknown as Buffer),
        kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
      }));
    } catch {
      return undefined;
    }
  }

  /** No folder on the way is a link that leads out. */
  #isInside(folder: string): boolean {
    let inside = this.#real.get(folder);
    if (inside === undefined) {
      try {
        const real = realpathSync(fsPath(join(this.root, folder)));
        inside = real === this.#realRoot || real.startsWith(this.#realRoot + sep);
      } catch {
        inside = false;
      }
      this.#real.set(folder, inside);
    }
    return inside;
  }
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
