// All checks, in the order of the checklist. A test compares the list with the folder.
import type { AuditCheck } from '../check.js';
import { checks as auth } from './auth.js';
import { checks as backups } from './backups.js';
import { checks as broker } from './broker.js';
import { checks as cameras } from './cameras.js';
import { checks as compose } from './compose.js';
import { checks as esphome } from './esphome.js';
import { checks as host } from './host.js';
import { checks as http } from './http.js';
import { checks as open } from './public.js';
import { checks as remote } from './remote.js';
import { checks as secretsDisk } from './secrets-disk.js';
import { checks as secretsUse } from './secrets-use.js';
import { checks as ssh } from './ssh.js';
import { checks as version } from './version.js';
import { checks as zigbee } from './zigbee.js';

export const AUDIT_CHECKS: readonly AuditCheck[] = [
  ...secretsUse,
  ...secretsDisk,
  ...backups,
  ...version,
  ...remote,
  ...http,
  ...auth,
  ...open,
  ...compose,
  ...broker,
  ...esphome,
  ...zigbee,
  ...cameras,
  ...ssh,
  ...host,
];
