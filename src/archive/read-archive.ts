// An encrypted archive to its entries: ours, or one of `tar c[z] | age`. Each is checked before anybody sees it, and all of it is bounded.
// What came out may be trusted only after the last entry: whether the file is whole is known at its end.
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { extract as createExtract, type Header } from 'tar-stream';
import { explain, openStream } from '../age/age.js';
import type { Keys } from '../age/keys.js';
import { UserError } from '../errors.js';
import type { Entry, Item, Limits } from './entry.js';
import { safePath, staysInside } from './safe-path.js';

export interface Sealed {
  /** For messages. */
  readonly file: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The content of an entry must be read, or not be touched, before the next is asked for. */
export async function* readArchive(sealed: Sealed, keys: Keys, limits: Limits): AsyncGenerator<Item> {
  const { file } = sealed;
  const plain = await openStream(webStream(sealed.bytes), keys, file);
  let fault: unknown;
  const noting = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* plain;
    } catch (error) {
      fault = explain(error, file, keys);
      throw error;
    }
  };
  const extract = createExtract();
  const { first, rest } = await peek(noting());
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const middle = [...(isGzip ? [createGunzip()] : []), meter(limits.bytes, (error) => (fault = error))];
  const flow = pipeline([Readable.from(rest), ...middle, extract as unknown as NodeJS.WritableStream]);
  flow.catch(() => undefined);
  const reasonOf = (error: unknown): unknown => {
    if (error instanceof UserError) return error;
    return fault ?? new UserError('it opens, but what is in it is no whole tar archive', { file });
  };
  const explained = async function* (content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* content;
    } catch (error) {
      throw reasonOf(error);
    }
  };
  const paths = new PathCheck(file, limits.entries);
  try {
    for await (const stream of extract) {
      const entry = paths.check(stream.header);
      if (entry !== undefined) yield { entry, content: explained(stream as unknown as AsyncIterable<Uint8Array>) };
      stream.resume();
    }
    await flow;
    if (paths.isEmpty) throw new UserError('there is nothing in this archive', { file });
  } catch (error) {
    throw reasonOf(error);
  }
}

/** The first bytes of a stream, and all of it. */
async function peek(
  bytes: AsyncGenerator<Uint8Array>,
): Promise<{ readonly first: Uint8Array; readonly rest: AsyncGenerator<Uint8Array> }> {
  const next = async () => {
    const { value, done } = await bytes.next();
    return done === true ? undefined : (value as Uint8Array);
  };
  let first = (await next()) ?? new Uint8Array();
  while (first.length < 2) {
    const more = await next();
    if (more === undefined) break;
    first = Buffer.concat([first, more]);
  }
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    if (first.length > 0) yield first;
    yield* bytes;
  };
  return { first, rest: rest() };
}

/** Ends a stream that unpacks to more than was agreed: a small file may hold terabytes of nothing. */
function meter(most: number, report: (error: UserError) => void): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed <= most) return done(null, chunk);
      const error = new UserError(`it unpacks to more than ${Math.round(most / 2 ** 20)} MB, which is not believed`, {
        hint: 'If you made it yourself: age -d -i KEYFILE ARCHIVE | tar xz',
      });
      report(error);
      done(error);
    },
  });
}

/** `Readable.toWeb` would lose what is read ahead when it is cancelled; this asks only as it is asked. */
function webStream(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(Uint8Array.from(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

const KINDS: Readonly<Record<string, Entry['kind']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'folder',
  symlink: 'link',
  link: 'same-file',
};

/** Looks at each header, with those before in mind. */
class PathCheck {
  readonly #file: string;
  readonly #most: number;
  readonly #kinds = new Map<string, Entry['kind']>();
  #count = 0;

  constructor(file: string, most: number) {
    this.#file = file;
    this.#most = most;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Undefined for the folder that all is in. */
  check(header: Header): Entry | undefined {
    this.#count += 1;
    if (this.#count > this.#most) this.#refuse('', `it holds more than ${this.#most} entries`);
    const { name, type, mode = 0o600, size = 0, mtime = new Date(0), linkname } = header;
    const checked = safePath(name);
    if ('fault' in checked) return this.#refuse(name, checked.fault);
    const { path } = checked;
    const kind = KINDS[type ?? ''];
    if (kind === undefined) return this.#refuse(name, 'it is neither a file nor a folder nor a link');
    if (path === '') return kind === 'folder' ? undefined : this.#refuse(name, 'it has no name');
    const before = this.#kinds.get(path);
    if (before !== undefined && !(before === 'folder' && kind === 'folder')) this.#refuse(name, 'it is there twice');
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const above = path.slice(0, at);
      if ((this.#kinds.get(above) ?? 'folder') !== 'folder') this.#refuse(name, 'it would lie in what is no folder');
      this.#kinds.set(above, 'folder');
    }
    this.#kinds.set(path, kind);
    const target = this.#target(kind, path, linkname);
    return { path, kind, mode: mode & 0o777, size, modified: mtime, target };
  }

  #target(kind: Entry['kind'], path: string, linkname: string | null | undefined): string | undefined {
    if (kind === 'link') {
      if (!staysInside(path, linkname ?? '')) this.#refuse(path, 'it is a link that leads out of the folder');
      return linkname ?? '';
    }
    if (kind !== 'same-file') return undefined;
    const checked = safePath(linkname ?? '');
    if ('path' in checked && this.#kinds.get(checked.path) === 'file' && checked.path !== path) return checked.path;
    return this.#refuse(path, 'it is another name of a file that is not in the archive before it');
  }

  #refuse(name: string, fault: string): never {
    throw new UserError(`this archive is not unpacked: ${name === '' ? '' : `of ${JSON.stringify(name)}: `}${fault}`, {
      file: this.#file,
      hint: 'Nothing was written. An archive that `backup` made has no such thing in it.',
    });
  }
}
