// Paths in the reports for other programs: bytes that are no UTF-8 stand in our strings as lone surrogates,
// which neither a URI nor well-formed UTF-8 can hold.

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A relative path as a URI reference: each byte that may not stand in a path segment, and the colon, is percent-encoded. */
export function pathToUri(path: string): string {
  let uri = '';
  // by code points, so that only lone surrogates come singly
  for (const char of path) {
    const code = char.codePointAt(0) ?? 0;
    if (char === '/') uri += char;
    else if (code >= 0xdc80 && code <= 0xdcff) uri += `%${(code - 0xdc00).toString(16).toUpperCase()}`;
    else uri += encodeURIComponent(char.replace(LONE_SURROGATE, '\ufffd'));
  }
  return uri;
}

/** The path for formats that compare it with a file's name: only what is no Unicode is shown as `\xff`. */
export function plainPath(path: string): string {
  return path.replace(LONE_SURROGATE, (char) => {
    const code = char.charCodeAt(0);
    return code >= 0xdc80 && code <= 0xdcff ? `\\x${(code - 0xdc00).toString(16)}` : '\ufffd';
  });
}
