// Of each glob of files.ts its longest piece without signs: a path that holds none of them matches nothing, and no pattern need be made.
import { FILE_GROUPS } from './files.js';

function literalPieces(globs: readonly string[]): string[] {
  const kept: string[] = [];
  const pieces = globs.map((glob) =>
    glob
      .split(/[*?]+/)
      .reduce((a, b) => (b.length > a.length ? b : a))
      .toLowerCase(),
  );
  for (const piece of pieces.sort((a, b) => a.length - b.length))
    if (!kept.some((shorter) => piece.includes(shorter))) kept.push(piece);
  return kept;
}

export const FILE_PIECES: readonly string[] = literalPieces(FILE_GROUPS.flatMap((group) => group.globs));
