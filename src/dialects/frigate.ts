// Frigate's config.yml. Reference: `{FRIGATE_NAME}` inside a string. Source: frigate 0.18 frigate/config/env.py.
import type { Dialect } from './dialect.js';

const SUBSTITUTION = /\{FRIGATE_\w{1,100}\}/;
const WHOLE = /^\{FRIGATE_\w{1,100}\}$/;

export const frigate: Dialect = {
  name: 'frigate',
  byContent: ({ keys, text }) =>
    keys.has('cameras') && (keys.has('detectors') || keys.has('ffmpeg') || /^[ \t]+ffmpeg:/m.test(text)),
  byPlace: (path) => /(?:^|\/)frigate(?:\/[^\n]*|[^/]*)\.ya?ml$/i.test(path),
  isReference: (scalar) => WHOLE.test(scalar.value),
  substitution: SUBSTITUTION,
  makeReference: undefined,
  makeVariable: (name) => `{${name}}`,
};
