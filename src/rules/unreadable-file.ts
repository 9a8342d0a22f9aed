// Text that is not what its author sees: other bytes than UTF-8, or NUL bytes in a configuration file.
import type { RawFinding, Rule, Unit } from '../types.js';

const id = 'unreadable-file';

function* check(unit: Unit): Generator<RawFinding> {
  const { problem, text } = unit.source;
  if (problem === undefined) return;
  const at = Math.max(problem === 'not-utf8' ? text.search(/[\u0080-\u00ff]/) : text.search(/\0/), 0);
  yield {
    rule: id,
    span: { start: at, end: at + 1 },
    message:
      problem === 'not-utf8'
        ? 'This file is not UTF-8: it was read byte by byte, and Home Assistant cannot load it.'
        : 'This file holds NUL bytes: Home Assistant cannot load it, and it may not be what it seems.',
    confidence: 'high',
    whole: false,
    because: problem === 'not-utf8' ? 'the bytes from here on are no UTF-8' : 'a NUL byte stands here',
  };
}

export const rule: Rule = {
  meta: {
    id,
    class: 'meta',
    severity: 'warning',
    summary: 'a file that could only be read byte by byte',
    why: 'What is not UTF-8 was scanned as bytes: letters beyond ASCII may have been misread, and a secret with them missed.',
    remedy: 'Save the file as UTF-8.',
    specificity: 0,
  },
  examples: { bad: [], good: [] },
  cases: {
    bad: ['a file saved as Latin-1', 'a YAML file with a NUL byte'],
    good: ['UTF-8 with or without a byte order mark', 'UTF-16 with a byte order mark'],
  },
  suspicion: 'odd-bytes',
  checkFile: check,
};
