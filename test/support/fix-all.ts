// Plans references for every scalar of a text that can be one, as if each were a credential: what the laws of the fix are tried on.
import { NO_CONFIG } from '../../src/config/config.js';
import { isKey, type ScalarNode } from '../../src/document/model.js';
import { parseYaml } from '../../src/document/yaml.js';
import type { Located } from '../../src/findings.js';
import { advise } from '../../src/fix/advise.js';
import { Naming, NO_NAMES } from '../../src/fix/naming.js';
import { type FixPlan, planFix } from '../../src/fix/plan.js';
import { type LintedFile, lintBlob } from '../../src/lint-file.js';
import type { DialectName, Finding, NoFixReason, RawFinding } from '../../src/types.js';

export const SETTINGS = {
  config: NO_CONFIG,
  levels: new Map(),
  dialect: undefined,
  secrets: undefined,
  prefilter: true,
} as const;

export interface FixedAll {
  readonly before: Buffer;
  readonly after: Buffer;
  readonly secrets: Buffer;
  readonly plan: FixPlan;
  readonly replaced: readonly ScalarNode[];
  readonly refused: readonly NoFixReason[];
}

/** `wanted` chooses among the scalars; keys and references are never asked for. */
export function fixAll(
  bytes: Buffer,
  wanted: (scalar: ScalarNode, index: number) => boolean = () => true,
  dialect: DialectName = 'home-assistant',
  secretsBefore?: Buffer,
): FixedAll {
  const linted = lintBlob({ path: 'packages/x.yaml', bytes, origin: { kind: 'worktree' } }, { ...SETTINGS, dialect });
  const document = linted.unit.document ?? parseYaml(linted.unit.source.text);
  const file: LintedFile = { ...linted, unit: { ...linted.unit, document } };
  const referenced = new Set(
    document.scalars.filter((scalar) => scalar.tag?.name === '!secret').map((scalar) => scalar.value),
  );
  const fixing = { naming: new Naming({ ...NO_NAMES, referenced }), placeOf: () => 'secrets.yaml' };
  const findings: Located[] = [];
  const refused: NoFixReason[] = [];
  for (const [index, node] of document.scalars.entries()) {
    if (isKey(node) || node.tag?.name === '!secret' || !wanted(node, index)) continue;
    const raw: RawFinding = {
      rule: 'inline-credential',
      span: node.span,
      message: '',
      confidence: 'high',
      node,
      whole: true,
      because: '',
    };
    const advice = advise(raw, file, fixing);
    if (advice.noFix !== null) refused.push(advice.noFix);
    findings.push({ raw, file, finding: { ...advice, file: file.blob.path } as Finding });
  }
  const plan = planFix(findings, { unsafe: false, secretsBytes: () => secretsBefore });
  return {
    before: bytes,
    after: plan.files[0]?.after ?? bytes,
    secrets: plan.secrets[0]?.after ?? secretsBefore ?? Buffer.alloc(0),
    plan,
    replaced: findings.flatMap(({ raw, finding }) =>
      finding.fix !== null && raw?.node?.kind === 'scalar' ? [raw.node] : [],
    ),
    refused,
  };
}
