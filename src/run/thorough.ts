// What a run loads once a file looks suspicious, or where there is a configuration, a secrets file or a baseline to be read.

export { loadConfig, readConfig } from '../config/load.js';
export { lintBlob } from '../lint-file.js';
export { judgeSecretsContent } from '../secrets/content.js';
export { assess } from './assess.js';
export { secretsAtHand } from './at-hand.js';
export { atRevision, settingsAt } from './settings-at.js';
