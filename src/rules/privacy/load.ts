// The door to everything about private values: it is loaded when a rule of that class is on for the first time.
type PrivateValues = typeof import('./private-values.js');

let loaded: PrivateValues | undefined;

export function privateValues(): PrivateValues {
  loaded ??= require('./private-values.js') as PrivateValues;
  return loaded;
}
