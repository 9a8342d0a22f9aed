// A credential in a comment: a line that was commented out, or a note. Git publishes comments like everything else.

import { isKey, type Span } from '../document/model.js';
import { SecretValue } from '../secret-value.js';
import type { FileContext, RawFinding, Rule, Unit } from '../types.js';
import { TOKEN_NEEDLE } from './data/tokens.js';
import { makeSample } from './examples.js';
import { commentedLines, isProse } from './keys/commented-lines.js';
import { decide } from './keys/decide.js';
import { KEY_NEEDLE } from './keys/needle.js';
import { commentRegions, toFinding } from './regions.js';
import { withArticle } from './text/article.js';
import { COMMAND_NEEDLE, findCommandLogins, findHttpCommandLogins, HTTP_COMMAND_NEEDLE } from './text/commands.js';
import { findHeaderLogins, HEADER_NEEDLE } from './text/headers.js';
import type { FindHits } from './text/hit.js';
import { findPrivateKeys, PEM_NEEDLE } from './text/pem.js';
import { findTokens } from './text/tokens.js';
import { findUrlLogins, URL_NEEDLE } from './text/urls.js';

const id = 'commented-credential';
const COMMENT_NEEDLE = /#/;

const MATCHERS: readonly { readonly needle: RegExp; readonly find: FindHits; readonly certain: boolean }[] = [
  { needle: TOKEN_NEEDLE, find: findTokens, certain: true },
  { needle: PEM_NEEDLE, find: findPrivateKeys, certain: true },
  { needle: URL_NEEDLE, find: findUrlLogins, certain: false },
  { needle: HEADER_NEEDLE, find: findHeaderLogins, certain: false },
  { needle: HTTP_COMMAND_NEEDLE, find: findHttpCommandLogins, certain: false },
  { needle: COMMAND_NEEDLE, find: findCommandLogins, certain: false },
];

const NEEDLE = new RegExp(
  [KEY_NEEDLE, ...MATCHERS.map((matcher) => matcher.needle)].map((needle) => needle.source).join('|'),
  'i',
);

function* check(unit: Unit, context: FileContext): Generator<RawFinding> {
  if (unit.document === undefined) return;
  for (const region of commentRegions(unit)) {
    for (const { needle, find, certain } of MATCHERS) {
      if (!unit.mayMatch(needle) || !needle.test(region.text)) continue;
      for (const hit of find(region.text)) {
        if (hit.confidence === 'low') continue;
        yield {
          ...toFinding(unit, region, hit, id, `This comment holds ${withArticle(hit.noun)}.`),
          severity: certain ? 'error' : 'warning',
        };
      }
    }
  }
  yield* commentedKeys(unit, context);
}

function* commentedKeys(unit: Unit, context: FileContext): Generator<RawFinding> {
  for (const { document, base } of commentedLines(unit, (text) => KEY_NEEDLE.test(text))) {
    const inside: Unit = { ...unit, document };
    for (const scalar of document.scalars) {
      if (isKey(scalar)) continue;
      const decision = decide(scalar, inside, context);
      if (decision.verdict !== 'credential' || decision.confidence === 'low' || isProse(scalar)) continue;
      const span: Span = { start: base + scalar.span.start, end: base + scalar.span.end };
      yield {
        rule: id,
        span,
        message: `This comment holds ${withArticle(decision.evidence.noun)} in clear text.`,
        confidence: decision.confidence,
        severity: 'warning',
        whole: false,
        secret: new SecretValue(scalar.value),
        because: `commented out: ${decision.evidence.because}`,
      };
    }
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'credential',
    severity: 'warning',
    summary: 'a credential in a comment',
    why: 'A comment is published with the file. What was commented out is often still valid.',
    remedy: 'Delete the line, and change the value if it was ever pushed.',
    specificity: 5,
  },
  needle: NEEDLE,
  *checkFile(unit, context) {
    if (unit.format === 'yaml' && COMMENT_NEEDLE.test(unit.source.text)) yield* check(unit, context);
  },
  examples: {
    bad: [
      {
        file: 'configuration.yaml',
        about: 'a line commented out',
        text: `mqtt:\n  broker: 192.0.2.5\n#  password: «${makeSample('<l5><d4>')}»\n`,
      },
      {
        file: 'esphome/node.yaml',
        about: 'a block commented out',
        text: `esphome:\n  name: node\n# api:\n#   encryption:\n#     key: «"${makeSample('<B42>', 2)}A="»\n`,
      },
    ],
    good: [
      {
        file: 'configuration.yaml',
        about: 'a reference commented out',
        text: 'mqtt:\n  broker: 192.0.2.5\n#  password: !secret mqtt_password\n',
      },
      {
        file: 'configuration.yaml',
        about: 'a note',
        text: '# Password: the one of the router, see the manual\nmqtt:\n  broker: 192.0.2.5\n',
      },
    ],
  },
};
