// What a run loads once there is more to it than a clean commit: the bundle beside those of `lint` and `hook`.

export { reportPretty } from '../reporters/pretty.js';
export * from '../run/thorough.js';
export { helpText } from './help.js';
export { checkFormats, writeReports } from './write-reports.js';
