// The report formats by name. Data only.
import type { MoreFormat } from '../reporters/more.js';

/** An object, so that the type checker sees that none is missing. */
const FORMATS: Readonly<Record<'pretty' | 'json' | MoreFormat, true>> = {
  pretty: true,
  json: true,
  sarif: true,
  github: true,
  gitlab: true,
  'gitlab-secrets': true,
  junit: true,
  html: true,
  compact: true,
};

export type Format = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];
