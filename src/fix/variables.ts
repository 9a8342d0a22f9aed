// What to write instead of a secret where the program fills variables of its environment into texts: Compose, Frigate, go2rtc. Pure.
import { dialectOf } from '../dialects/index.js';
import { isKey, pathOf, type ScalarNode } from '../document/model.js';
import type { Advice } from '../findings.js';
import type { FileSummary } from '../first-look.js';
import type { LintedFile } from '../lint-file.js';
import type { Fix, NoFixReason, RawFinding } from '../types.js';
import { fileReason } from './fixable.js';
import { hiddenIn } from './hidden-in.js';
import { readPieces, type VariableDialect } from './interpolation.js';
import { rewriteScalar } from './rewrite.js';
import { proposeVariable, type VariableNaming, type VariableRequest } from './variable-names.js';

/** What a run knows of environment files. */
export interface VariableFixing {
  readonly naming: VariableNaming;
  /** The environment file that reaches the program, or why there is none. */
  readonly placeOf: (file: FileSummary) => string | { readonly refused: NoFixReason };
  /** What the program's environment holds in any case. */
  readonly handedTo: (dialect: VariableDialect) => ReadonlyMap<string, string>;
}

/** Where Frigate fills variables in (frigate 0.18 frigate/config/, docker/main/rootfs/usr/local/go2rtc/create_config.py). */
const FRIGATE_SETTINGS =
  /^(?:mqtt\.(?:host|user|password)|cameras\.[^.]+\.(?:ffmpeg\.inputs\.\d+\.path|onvif\.(?:host|user|password))|genai\.(?:[^.]+\.)?api_key|proxy\.auth_secret|go2rtc\.(?:streams\.[^.]+(?:\.\d+)?|rtsp\.(?:username|password)))$/;

export function adviseVariable(
  raw: RawFinding,
  file: LintedFile,
  dialect: VariableDialect,
  fixing: VariableFixing | undefined,
): Advice {
  const written = rewritable(raw, file, dialect);
  if (typeof written === 'string') return { fix: null, noFix: written };
  const handed = [...(fixing?.handedTo(dialect) ?? [])].find(
    ([name, value]) => value === written.value && (dialect !== 'frigate' || name.startsWith('FRIGATE_')),
  );
  if (handed !== undefined) return { fix: variableRef(handed[0], null, dialect), noFix: null };
  const place = fixing?.placeOf(file.summary) ?? { refused: 'environment-not-here' };
  if (typeof place === 'object' || fixing === undefined)
    return { fix: null, noFix: typeof place === 'object' ? place.refused : 'environment-not-here' };
  fixing.naming.expect(file, () =>
    file.findings.flatMap((one) => {
      const other = rewritable(one, file, dialect);
      return typeof other === 'string' ? [] : [toRequest(other, file, dialect, place)];
    }),
  );
  const name = fixing.naming.nameFor(toRequest(written, file, dialect, place));
  return { fix: variableRef(name, place, dialect), noFix: null };
}

function variableRef(name: string, secretsFile: string | null, dialect: VariableDialect): Fix {
  // a running container has the environment that it was made with: it must be made anew, not only restarted
  const safe = dialect === 'compose';
  return { kind: 'env-ref', safe, name, text: dialectOf(dialect).makeVariable?.(name) ?? name, secretsFile };
}

interface Rewritable {
  readonly node: ScalarNode;
  readonly secret: string;
  readonly value: string;
  readonly at: number;
}

function toRequest(
  { node, secret, value, at }: Rewritable,
  file: LintedFile,
  dialect: VariableDialect,
  place: string,
): VariableRequest {
  return { node, value, ...proposeVariable(node, at, secret, dialect, hiddenIn(file)), dialect, place };
}

/** What can be rewritten, or why nothing can. */
function rewritable(raw: RawFinding, file: LintedFile, dialect: VariableDialect): Rewritable | NoFixReason {
  const { node } = raw;
  const reason = fileReason(raw, file, dialect);
  if (reason !== undefined) return reason;
  if (node?.kind === 'seq') return 'list-value';
  const secret = node?.kind === 'scalar' ? secretIn(raw, node) : undefined;
  if (node?.kind !== 'scalar' || secret === undefined) return 'needs-a-person';
  if (isKey(node)) return 'a-key';
  if (dialect === 'frigate' && !FRIGATE_SETTINGS.test(pathOf(node).join('.'))) return 'setting-without-reference';
  if (isDefault(node.value, secret, dialect)) return 'default-of-a-variable';
  const written = tryRewrite(file, node, secret, dialect);
  return written === undefined ? 'needs-a-person' : { node, secret, value: written.value, at: written.at };
}

/** What of the scalar is to go. */
export function secretIn(raw: RawFinding, node: ScalarNode): string | undefined {
  return raw.secret?.reveal() ?? (raw.whole ? node.value : undefined);
}

/** Set or not, the variable may mean something else in another place. */
function isDefault(text: string, secret: string, dialect: VariableDialect): boolean {
  return (readPieces(text, dialect) ?? []).some(
    (piece) => piece.kind === 'variable' && piece.source !== piece.name && piece.source.includes(secret),
  );
}

/** With a name that no text has. */
function tryRewrite(file: LintedFile, node: ScalarNode, secret: string, dialect: VariableDialect) {
  const name = dialect === 'frigate' ? 'FRIGATE_HSL_TRIAL' : 'HSL_TRIAL';
  const reference = dialectOf(dialect).makeVariable?.(name) ?? name;
  return rewriteScalar(file.unit.source.text, node, secret, { name, reference }, dialect);
}
