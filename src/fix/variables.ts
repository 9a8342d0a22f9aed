// What to write instead of a secret where the program fills variables of its environment into texts: Compose, Frigate, go2rtc. Pure.
import { dialectOf } from '../dialects/index.js';
import { isKey, pathOf, type ScalarNode } from '../document/model.js';
import type { Advice } from '../findings.js';
import type { FileSummary } from '../first-look.js';
import type { LintedFile } from '../lint-file.js';
import type { NoFixReason, RawFinding } from '../types.js';
import { fileReason } from './fixable.js';
import { readPieces, type VariableDialect } from './interpolation.js';
import { rewriteScalar } from './rewrite.js';
import { proposeVariable, type VariableNaming, type VariableRequest } from './variable-names.js';

/** What a run knows of environment files. */
export interface VariableFixing {
  readonly naming: VariableNaming;
  /** The environment file that reaches the program, or why there is none. */
  readonly placeOf: (file: FileSummary) => string | { readonly refused: NoFixReason };
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
  const request = variableRequest(raw, file, dialect, fixing);
  if (typeof request === 'string' || fixing === undefined)
    return { fix: null, noFix: typeof request === 'string' ? request : 'environment-not-here' };
  fixing.naming.expect(file, () =>
    file.findings.map((one) => variableRequest(one, file, dialect, fixing)).filter((one) => typeof one !== 'string'),
  );
  const name = fixing.naming.nameFor(request);
  return {
    fix: {
      kind: 'env-ref',
      // a running container has the environment that it was made with: it must be made anew, not only restarted
      safe: dialect === 'compose',
      name,
      text: dialectOf(dialect).makeVariable?.(name) ?? name,
      secretsFile: request.place,
    },
    noFix: null,
  };
}

function variableRequest(
  raw: RawFinding,
  file: LintedFile,
  dialect: VariableDialect,
  fixing: VariableFixing | undefined,
): VariableRequest | NoFixReason {
  const { node } = raw;
  const reason = fileReason(raw, file, dialect);
  if (reason !== undefined) return reason;
  if (node?.kind === 'seq') return 'list-value';
  const value = node?.kind === 'scalar' ? secretIn(raw, node) : undefined;
  if (node?.kind !== 'scalar' || value === undefined) return 'needs-a-person';
  if (isKey(node)) return 'a-key';
  if (dialect === 'frigate' && !FRIGATE_SETTINGS.test(pathOf(node).join('.'))) return 'setting-without-reference';
  if (isDefault(node.value, value, dialect)) return 'default-of-a-variable';
  const written = tryRewrite(file, node, value, dialect);
  if (written === undefined) return 'needs-a-person';
  const place = fixing?.placeOf(file.summary) ?? { refused: 'environment-not-here' };
  if (typeof place === 'object') return place.refused;
  return {
    node,
    value: written.value,
    ...proposeVariable(node, written.at, value, dialect),
    dialect,
    place,
  };
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
