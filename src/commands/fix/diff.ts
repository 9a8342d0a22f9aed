// All that a fix would change, as one diff in which no value can be read.
import { diffFile, diffPlain, diffSecrets } from '../../fix/masked-diff.js';
import { display } from '../../reporters/display.js';
import type { PreparedFix } from './fix.js';

export function diffOf({ plan, ignore }: PreparedFix): string {
  const patches = [
    ...plan.secrets.map(diffSecrets),
    ...(ignore === undefined ? [] : [diffPlain('.gitignore', ignore.before, ignore.after)]),
    ...plan.files.map((file) =>
      file.file.blob.origin.kind === 'index' ? `in the index:\n${diffFile(file)}` : diffFile(file),
    ),
  ];
  return patches.join('').split('\n').map(display).join('\n');
}
