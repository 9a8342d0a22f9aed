// Comments read as the YAML they may have been: lines that were commented out have keys, and the keys above give them context.
import type { Comment, ScalarNode, YamlDocument } from '../../document/model.js';
import { parseYaml } from '../../document/yaml.js';
import type { Unit } from '../../types.js';

export interface CommentedLines {
  readonly comments: readonly Comment[];
  readonly document: YamlDocument;
  /** Where the document's offsets begin in the file. */
  readonly base: number;
}

/** Comments on lines of their own that follow each other, and each other comment alone. */
function commentBlocks(unit: Unit): Comment[][] {
  const blocks: Comment[][] = [];
  let lastLine = -1;
  for (const comment of unit.document?.comments ?? []) {
    const { line } = unit.source.position(comment.span.start);
    const block = blocks.at(-1);
    if (comment.ownLine && line === lastLine + 1 && block !== undefined) block.push(comment);
    else blocks.push([comment]);
    lastLine = comment.ownLine ? line : -1;
  }
  return blocks;
}

/**
 * The blocks of comments of which one passes the test, read as YAML: what stands before the text of each line is blanked out,
 * so that offsets stay.
 */
export function* commentedLines(unit: Unit, needle: (text: string) => boolean): Generator<CommentedLines> {
  for (const comments of commentBlocks(unit)) {
    const [first] = comments;
    if (first === undefined || !comments.some((comment) => needle(comment.text))) continue;
    const { text } = unit.source;
    const base = text.lastIndexOf('\n', first.span.start) + 1;
    let masked = '';
    for (const comment of comments)
      masked += `${text.slice(base + masked.length, comment.span.start).replace(/[^\n]/g, ' ')} ${comment.text}`;
    yield { comments, document: parseYaml(masked), base };
  }
}

/** `password: the one of the router` tells where to look; a value of one word, or in quotes, is one. */
export function isProse(scalar: ScalarNode): boolean {
  return scalar.style !== 'double' && scalar.style !== 'single' && /\s/.test(scalar.value.trim());
}
