// What an archive holds: one entry, and the stream of its content. Pure data.

export interface Entry {
  /** Relative, `/`-separated, without `.` and `..`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'same-file';
  /** Permission bits only. */
  readonly mode: number;
  readonly size: number;
  readonly modified: Date;
  /** Of a link: where it leads, relative to its folder. Of a file with several names: the path of the first. */
  readonly target: string | undefined;
}

export interface Item {
  readonly entry: Entry;
  readonly content: AsyncIterable<Uint8Array>;
}

/** What an archive may unpack to; beyond that it is taken for an attack. */
export interface Limits {
  readonly bytes: number;
  readonly entries: number;
}
