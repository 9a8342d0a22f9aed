// Docker Compose files. Reference: `${NAME}` from the environment or `.env`; `$$` is a literal `$`.
// Source: the Compose specification, interpolation.
import type { Dialect } from './dialect.js';

/** A default (`:-x`) is literal text; `:?message` is not. */
const SUBSTITUTION = /\$\{[A-Za-z_]\w{0,100}(?::?[?+][^}\n]{0,200})?\}/;
const WHOLE = /^(?:\$\{[A-Za-z_]\w{0,100}(?::?[?+][^}\n]{0,200})?\}|\$[A-Za-z_]\w{0,100})$/;

export const compose: Dialect = {
  name: 'compose',
  byContent: ({ keys, text }) => keys.has('services') && /^[ \t]+(?:image|build|container_name|extends):/m.test(text),
  byPlace: (path) => /(?:^|\/)(?:docker-)?compose(?:[.-][^/]{0,60})?\.ya?ml$/i.test(path),
  isReference: (scalar) => WHOLE.test(scalar.value),
  substitution: SUBSTITUTION,
  makeReference: undefined,
  makeVariable: (name) => `\${${name}}`,
};
