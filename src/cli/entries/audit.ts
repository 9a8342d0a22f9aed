// Bundle of the `audit` command.
import { auditFailureJson } from '../../reporters/audit/json.js';
import { auditMain } from '../audit.js';
import { runMain } from '../main.js';

export const run = (args: readonly string[]): Promise<void> => runMain(auditMain, args, { toJson: auditFailureJson });
