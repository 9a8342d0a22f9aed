// Reads any number of blobs through one `git cat-file --batch`.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { UserError } from '../errors.js';
import { messageIn, startFailure, startGit } from './run.js';

export type BlobResult =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'missing' };

/** Chunks of git's complaints that are kept, to quote the first line. */
const MOST_SAID = 10;

interface Waiting {
  readonly resolve: (result: BlobResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Requests are answered in order. Call `close` when done, or the program does not end. */
export class BlobReader {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #largest: number;
  readonly #waiting: Waiting[] = [];
  #failure: UserError | undefined;
  #chunks: Buffer[] = [];
  #have = 0;
  /** Bytes to come of the blob whose header was read, its final newline included; 0 between blobs. */
  #need = 0;
  #discard = false;

  constructor(cwd: string, largest: number) {
    this.#largest = largest;
    this.#child = startGit(cwd, ['cat-file', '--batch']);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#child.stdin.on('error', () => undefined);
    const said: Buffer[] = [];
    this.#child.stderr.on('data', (chunk: Buffer) => said.length < MOST_SAID && said.push(chunk));
    this.#child.on('error', (error) => this.#fail(startFailure(error)));
    this.#child.on('close', () =>
      this.#fail(
        new UserError(`git could not read an object: ${messageIn(Buffer.concat(said)) || 'it ended early'}`, {
          hint: 'Is this a partial clone, or is the repository damaged (git fsck)?',
        }),
      ),
    );
  }

  /** Asks for a blob by its full object id. */
  read(oid: string): Promise<BlobResult> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${oid}\n`);
    });
  }

  close(): void {
    this.#child.stdin.end();
  }

  #fail(failure: UserError): void {
    this.#failure ??= failure;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#failure);
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#need > 0 ? this.#takeBody(rest) : this.#takeHeader(rest);
  }

  #takeBody(chunk: Buffer): Buffer {
    const part = chunk.subarray(0, this.#need - this.#have);
    if (!this.#discard) this.#chunks.push(part);
    this.#have += part.length;
    if (this.#have === this.#need) {
      const size = this.#need - 1;
      const bytes = this.#discard ? undefined : Buffer.concat(this.#chunks).subarray(0, size);
      this.#reset();
      this.#waiting.shift()?.resolve(bytes === undefined ? { kind: 'too-large', size } : { kind: 'bytes', bytes });
    }
    return chunk.subarray(part.length);
  }

  #takeHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf(10);
    this.#chunks.push(end === -1 ? chunk : chunk.subarray(0, end));
    if (end === -1) return Buffer.alloc(0);
    const header = Buffer.concat(this.#chunks).toString('latin1').split(' ');
    this.#reset();
    const size = Number(header[2]);
    if (header.length === 3 && Number.isSafeInteger(size)) {
      this.#need = size + 1;
      this.#discard = size > this.#largest || header[1] !== 'blob';
    } else {
      this.#waiting.shift()?.resolve({ kind: 'missing' });
    }
    return chunk.subarray(end + 1);
  }

  #reset(): void {
    this.#chunks = [];
    this.#have = 0;
    this.#need = 0;
    this.#discard = false;
  }
}
