// Entries to an encrypted archive (tar, gzip, age), as a stream: nothing is held but what is on its way.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGzip } from 'node:zlib';
import { pack as createPack, type Header, type Pack } from 'tar-stream';
import { sealStream } from '../age/age.js';
import type { Lock } from '../age/keys.js';
import type { Entry, Item } from './entry.js';

/** Hands the bytes of the archive to `sink` in order. The first fault of items or sink ends it. */
export async function writeArchive(
  items: AsyncIterable<Item>,
  lock: Lock,
  sink: (bytes: Uint8Array) => void,
): Promise<void> {
  const pack = createPack();
  const gzip = createGzip();
  let fault: unknown;
  const stop = (error: unknown): void => {
    fault ??= error;
    pack.destroy(error instanceof Error ? error : new Error('stopped'));
  };
  // each is told of the other's end, and none of them to nobody
  for (const stream of [pack, gzip]) stream.on('error', () => undefined);
  const feeding = feed(pack, items).catch(stop);
  const packing = pipeline(pack as unknown as NodeJS.ReadableStream, gzip).catch(stop);
  try {
    const sealed = await sealStream(Readable.toWeb(gzip) as ReadableStream<Uint8Array>, lock);
    for await (const bytes of sealed) sink(bytes);
  } catch (error) {
    stop(error);
  }
  await Promise.all([feeding, packing]);
  if (fault !== undefined) throw fault;
}

async function feed(pack: Pack, items: AsyncIterable<Item>): Promise<void> {
  for await (const { entry, content } of items) await add(pack, toHeader(entry), content);
  pack.finalize();
}

type Given = Partial<Header> & { readonly name: string };

function add(pack: Pack, header: Given, content: AsyncIterable<Uint8Array>): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null): void => (error == null ? resolve() : reject(error));
    const sink = pack.entry(header, done);
    sink.on('error', done);
    if (header.type !== 'file') return;
    const write = async (): Promise<void> => {
      for await (const bytes of content) {
        if (sink.write(bytes)) continue;
        await new Promise<void>((resume) => {
          const next = (): void => {
            sink.off('drain', next).off('close', next);
            resume();
          };
          sink.on('drain', next).on('close', next);
        });
      }
      sink.end(undefined);
    };
    write().catch((error: unknown) => {
      reject(error);
      sink.destroy(error instanceof Error ? error : new Error('not read'));
    });
  });
}

function toHeader({ path, kind, mode, size, modified, target }: Entry): Given {
  // the package takes 0 for nothing said; such a file is readable to root alone
  const shared = { mode: mode & 0o777 || 0o400, mtime: modified };
  if (kind === 'folder') return { ...shared, name: `${path}/`, type: 'directory' };
  if (kind === 'link') return { ...shared, name: path, type: 'symlink', linkname: target ?? '' };
  return { ...shared, name: path, type: 'file', size };
}
