// Some of the other places at which a finding's value stands, in one line.
import type { Located } from '../findings.js';

const MOST_SHOWN = 3;

/** Undefined where it stands nowhere else. File names as they are: whoever shows the text makes them safe. */
export function alsoIn({ finding, raw }: Located): string | undefined {
  // the message names the secrets file already
  const defined = raw?.definedAt;
  const related = finding.related.filter(({ file, line }) => file !== defined?.file || line !== defined.line);
  if (related.length === 0) return undefined;
  const shown = related.slice(0, MOST_SHOWN).map(({ file, line }) => `${file}:${line}`);
  const more = related.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
