// A login in an HTTP header: under its name in `headers:`, as `Name: value` in a text, or on a curl or wget command line.

import { dialectOf } from '../dialects/index.js';
import { isTree } from '../document/format-names.js';
import { isKey, nearestKey, resolveAlias } from '../document/model.js';
import { judge } from '../judgement/index.js';
import { foldLiterals, literalPart } from '../judgement/literal-part.js';
import { SecretValue } from '../secret-value.js';
import type { RawFinding, Rule, Unit } from '../types.js';
import { makeSample } from './examples.js';
import { findInRegions, valueRegions } from './regions.js';
import { findInArgumentLists } from './text/argument-lists.js';
import { withArticle } from './text/article.js';
import { findHttpCommandLogins, HTTP_COMMAND_NEEDLE } from './text/commands.js';
import { findHeaderLogins, HEADER_NEEDLE, headerLogin, isLoginHeader } from './text/headers.js';
import type { Hit } from './text/hit.js';

const id = 'auth-header';
const NEEDLE = new RegExp(`${HEADER_NEEDLE.source}|${HTTP_COMMAND_NEEDLE.source}`, 'i');

/** A header as a name of TOML or INI. */
const HEADER_SETTING = /(?:key|token|secret|auth|cookie|authorization)["']?[ \t]{0,40}=/i;

/** Keys under which maps of headers stand, and the one header that is a header wherever it stands. */
const HEADERS = /^(?:http_?)?headers?(?:_template)?$/i;
const ALWAYS_HEADER = /^(?:proxy-)?authorization$/i;

function* headerKeys(unit: Unit): Generator<RawFinding> {
  if (unit.document === undefined || !unit.mayMatch(isTree(unit.format) ? HEADER_NEEDLE : HEADER_SETTING)) return;
  for (const node of [...unit.document.scalars, ...unit.document.aliases]) {
    if (node.kind === 'scalar' && isKey(node)) continue;
    const key = nearestKey(node);
    if (key === undefined || !isLoginHeader(key.value)) continue;
    const above = key.parent.in === 'key' ? nearestKey(key.parent.map)?.value : undefined;
    if (!ALWAYS_HEADER.test(key.value) && !(above !== undefined && HEADERS.test(above)) && !/^x-/i.test(key.value))
      continue;
    const scalar = resolveAlias(node);
    if (scalar?.kind !== 'scalar' || dialectOf(unit.dialect).isReference(scalar)) continue;
    const value = literalPart(scalar.value, unit.dialect) ?? foldLiterals(scalar.value, unit.dialect) ?? scalar.value;
    if (judge(value, unit.dialect) !== undefined) continue;
    const login = headerLogin(key.value, value);
    if (login === undefined) continue;
    yield {
      rule: id,
      span: scalar.span,
      message: `The header ${key.value} holds a login.`,
      confidence: login.confidence,
      node: scalar,
      whole: value === scalar.value,
      secret: new SecretValue(login.secret),
      because: `header \`${key.value}\` (RFC 7235, vendors' API documentation)`,
    };
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'credential',
    severity: 'error',
    summary: 'a login in an HTTP header or on a curl command line',
    why: 'An Authorization header or an API key header is the whole login to a service; Basic is only an encoding of user and password.',
    remedy:
      'Put the whole header value, scheme included, into the secrets file: `Authorization: !secret service_auth_header`.',
    specificity: 20,
  },
  needle: NEEDLE,
  settingNeedle: new RegExp(`${HEADER_SETTING.source}|${NEEDLE.source}`, 'i'),
  *checkFile(unit) {
    yield* headerKeys(unit);
    yield* findInRegions(
      unit,
      valueRegions(unit),
      HEADER_NEEDLE,
      findHeaderLogins,
      id,
      (hit) => `This text holds ${withArticle(hit.noun)} of an HTTP header.`,
    );
    const commands = (hit: Hit): string => `This command holds ${withArticle(hit.noun)}.`;
    yield* findInRegions(unit, valueRegions(unit), HTTP_COMMAND_NEEDLE, findHttpCommandLogins, id, commands);
    yield* findInArgumentLists(unit, HTTP_COMMAND_NEEDLE, findHttpCommandLogins, id, commands);
  },
  examples: {
    bad: [
      {
        file: 'rest.yaml',
        about: 'a bearer token',
        text: `rest_command:\n  lights:\n    url: http://192.0.2.7/api\n    headers:\n      Authorization: «Bearer ${makeSample('<A40>')}»\n`,
      },
      {
        file: 'rest.yaml',
        about: 'an API key header',
        text: `rest_command:\n  stock:\n    url: http://192.0.2.7/api\n    headers:\n      X-Api-Key: «"${makeSample('<h32>', 2)}"»\n`,
      },
      {
        file: 'commands.yaml',
        about: 'curl with a login',
        text: `shell_command:\n  snapshot: «curl -s -u admin:${makeSample('<A10>', 3)} http://192.0.2.9/snap.jpg»\n`,
      },
    ],
    good: [
      {
        file: 'rest.yaml',
        about: 'a reference',
        text: 'rest_command:\n  lights:\n    url: http://192.0.2.7/api\n    headers:\n      Authorization: !secret lights_auth\n',
      },
      {
        file: 'rest.yaml',
        about: 'filled in by a template',
        text: 'rest_command:\n  lights:\n    url: http://192.0.2.7/api\n    headers:\n      Authorization: "Bearer {{ token }}"\n',
      },
      {
        file: 'rest.yaml',
        about: 'a header that holds no login',
        text: 'rest_command:\n  lights:\n    url: http://192.0.2.7/api\n    headers:\n      Content-Type: application/json\n',
      },
    ],
  },
};
