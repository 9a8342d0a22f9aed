// What a first look asks besides needles: whether a rule could report anything in a raw text, by what is known without parsing it.
import type { FileFormat } from '../document/format-names.js';
import type { SourceText } from '../document/text.js';
import type { DialectName, FileContext, Suspicion } from '../types.js';
import { hasOddReference, namesInText, STRING_REFERENCES, whyUnsupported } from './references.js';

export interface LookedAt {
  readonly path: string;
  readonly source: SourceText;
  readonly dialect: DialectName;
  readonly format: FileFormat;
}

export const SUSPICIONS: Readonly<Record<Suspicion, (file: LookedAt, context: FileContext) => boolean>> = {
  comment: ({ source, format }) => format !== 'yaml' || source.text.includes('#'),
  'odd-bytes': ({ source }) => source.problem !== undefined,
  'odd-reference': ({ source }) => hasOddReference(source.text),
  'unsupported-reference': ({ path, source, dialect }) =>
    (source.text.includes('!secret') && whyUnsupported(path, dialect) !== undefined) ||
    (STRING_REFERENCES[dialect]?.test(source.text) ?? false),
  'known-value': ({ source }, { known }) => known?.mayHold(source.text) === true,
  'undefined-name': ({ path, source, dialect }, { store }) =>
    store !== undefined &&
    source.text.includes('!secret') &&
    [...namesInText(source.text)].some((name) => store.resolve(path, dialect, name).kind === 'undefined'),
};
