// Are the encrypted copies those of the secrets files of today? Exactly with a key; without one by what the format and the times tell. Pure.
// Nothing is kept that a content could be compared with later: whoever has it could try guesses against it.
import { contentLength } from '../../age/format.js';
import type { SealedCopy, SecretsFacts } from './facts.js';
import type { Issue } from './issue.js';
import type { SecretsText } from './texts.js';

/** What a copy holds; undefined: it was not opened, as no key was given. */
export type Opened = (copy: SealedCopy) => Buffer | undefined;

/** Times of the same write differ by less. */
const SAME_WRITE = 2000;

export function* findCopyIssues(
  { copies, secrets, timeOf }: Pick<SecretsFacts, 'copies' | 'secrets' | 'timeOf'>,
  opened: Opened,
): Generator<Issue> {
  for (const copy of copies) {
    const plain = secrets.find(({ path }) => path === copy.of);
    if (plain === undefined) continue;
    const message = compare(copy, plain, opened(copy), timeOf(plain.path));
    if (message !== undefined)
      yield { check: 'encrypted-copy', text: plain, span: { start: 0, end: 0 }, node: undefined, message };
  }
}

function compare(
  copy: SealedCopy,
  plain: SecretsText,
  content: Buffer | undefined,
  time: number | undefined,
): string | undefined {
  if (content !== undefined)
    return content.equals(plain.bytes) ? undefined : `${copy.path} holds another content than ${plain.path}.`;
  const length = contentLength(copy.bytes);
  if (length === undefined) return `${copy.path} is not whole: it cannot be opened.`;
  if (length !== plain.bytes.length)
    return `${copy.path} holds another content than ${plain.path}: it is ${length < plain.bytes.length ? 'shorter' : 'longer'}.`;
  if (time !== undefined && time > copy.time + SAME_WRITE)
    return `${copy.path} may be older than ${plain.path}, which was written later. With --identity the contents are compared.`;
  return undefined;
}
