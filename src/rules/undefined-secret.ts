// A reference to a name that the secrets file, which is at hand, does not have.
import type { DialectName, FileContext, RawFinding, Rule, Unit } from '../types.js';
import { isLoadedWithoutSecrets, referencedName } from './references.js';

const id = 'undefined-secret';

function isUndefined(path: string, dialect: DialectName, name: string, { store }: FileContext): boolean {
  return store?.resolve(path, dialect, name).kind === 'undefined';
}

function* check(unit: Unit, context: FileContext): Generator<RawFinding> {
  if (isLoadedWithoutSecrets(unit.path)) return;
  for (const scalar of unit.document?.scalars ?? []) {
    const name = referencedName(scalar);
    if (name === undefined || !isUndefined(unit.path, unit.dialect, name, context)) continue;
    const resolution = context.store?.resolve(unit.path, unit.dialect, name);
    const file = resolution?.kind === 'undefined' ? resolution.file : 'secrets.yaml';
    yield {
      rule: id,
      span: scalar.span,
      message: `No secrets file that is looked up from here has this name; the nearest is ${file}.`,
      confidence: 'high',
      node: scalar,
      whole: true,
      because: `looked up as the loader of ${unit.dialect} does`,
    };
  }
}

export const rule: Rule = {
  meta: {
    id,
    class: 'reference',
    severity: 'error',
    summary: 'a reference to a name that the secrets file does not have',
    why: 'One missing name, and Home Assistant rejects the whole configuration at the next start or reload.',
    remedy: 'Add the name to the secrets file, on every host that loads this configuration, or correct it here.',
    specificity: 20,
  },
  suspicion: 'undefined-name',
  checkFile: check,
  examples: { bad: [], good: [] },
  cases: {
    bad: [
      '`password: !secret mqtt_pasword` where secrets.yaml has `mqtt_password`',
      'in ESPHome: a name that only the secrets.yaml of the folder above has',
    ],
    good: [
      'no secrets file is at hand, as in a clone',
      'in Home Assistant: a name that a secrets.yaml in a folder above has',
    ],
  },
};
