// How large a file may be before it is named instead of read.

/** Bytes. Home Assistant's own largest YAML files stay under 1 MB; minified bundles and data dumps do not. */
export const LARGEST_FILE = 5 * 1024 * 1024;
/** Blobs asked for ahead of their turn: keeps git busy without holding many in memory. */
export const READ_AHEAD = 32;
