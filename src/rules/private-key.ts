// A private key in PEM form: in a block scalar, on one line with escapes, or as a file of its own.

import { isTree } from '../document/format-names.js';
import type { RawFinding, Rule, Unit } from '../types.js';
import { makeSample } from './examples.js';
import { type Region, toFinding, valueRegions } from './regions.js';
import { withArticle } from './text/article.js';
import { findPrivateKeys, PEM_NEEDLE } from './text/pem.js';

const id = 'private-key';

/** A key spans lines, so that a file that is not YAML is read as one text; comments too may hold one. */
function regions(unit: Unit): Iterable<Region> {
  const { text } = unit.source;
  if (!isTree(unit.format)) return [{ kind: 'line', text, span: { start: 0, end: text.length }, scalar: undefined }];
  return valueRegions(unit);
}

function* check(unit: Unit): Generator<RawFinding> {
  if (!unit.mayMatch(PEM_NEEDLE)) return;
  for (const region of regions(unit)) {
    if (!PEM_NEEDLE.test(region.text)) continue;
    for (const hit of findPrivateKeys(region.text)) {
      const finding = toFinding(unit, region, hit, id, `This is ${withArticle(hit.noun)}.`);
      // a block scalar is the key: it is reported from its header on
      yield region.scalar !== undefined && finding.whole ? { ...finding, span: region.scalar.span } : finding;
    }
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'credential',
    severity: 'error',
    summary: 'a private key',
    why: 'A private key proves an identity: of a server, a tunnel, a service account. It cannot be changed like a password; it has to be replaced everywhere.',
    remedy:
      'Move the key into a file that git ignores, or into the secrets file, and replace the key pair if it was ever pushed.',
    specificity: 50,
  },
  needle: PEM_NEEDLE,
  checkFile: check,
  examples: {
    bad: [
      {
        file: 'google_assistant.yaml',
        about: 'a service account on one line',
        text: `service_account:\n  private_key: «"-----BEGIN PRIVATE KEY-----\\n${makeSample('<B64>\\n<B64>', 7)}\\n-----END PRIVATE KEY-----\\n"»\n`,
      },
      {
        file: 'esphome/node.yaml',
        about: 'a block scalar',
        text: `mqtt:\n  client_certificate_key: «|\n    -----BEGIN EC PRIVATE KEY-----\n    ${makeSample('<B64>', 8)}\n    -----END EC PRIVATE KEY-----»\n`,
      },
    ],
    good: [
      {
        file: 'esphome/node.yaml',
        about: 'a certificate is public',
        text: `mqtt:\n  certificate_authority: |\n    -----BEGIN CERTIFICATE-----\n    ${makeSample('<B64>', 9)}\n    -----END CERTIFICATE-----\n`,
      },
      {
        file: 'notes.yaml',
        about: 'only the words',
        text: 'description: starts with -----BEGIN PRIVATE KEY----- and ends with its END line\n',
      },
    ],
  },
};
