// Text of a scanned repository on a terminal: nothing in it may act as a control code or reorder what stands beside it.

/** C0, C1, DEL, line and paragraph separators, bidirectional controls, zero-width marks, lone surrogates (bytes that are no UTF-8). */
const ACTIVE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Shows such characters as `\x1b`, `\n`, `\u202e`. */
export function display(text: string): string {
  return text.replace(ACTIVE, (char) => {
    if (char === '\n') return '\\n';
    if (char === '\t') return ' ';
    const code = char.charCodeAt(0);
    if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The same for the text of a JSON document: such characters stand inside its strings only, but for the line feeds between them. */
export function escapeActive(json: string): string {
  return json.replace(ACTIVE, (char) =>
    char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
