// What lies in the folder that Home Assistant serves to everybody, without a login, under /local. Pure but for the reader that it is
// given. Source: homeassistant 2026.11.0 components/frontend (`/local` is `www/`).
import { sensitiveGroup } from '../../rules/sensitive-file.js';
import type { Report } from '../../run/run.js';
import { secretsFileKind } from '../../secrets/names.js';
import { isBackup } from './backup-files.js';

export interface PublicFile {
  readonly path: string;
  readonly line: number | null;
  readonly what: string;
  readonly sure: boolean;
}

interface PublicTree {
  readonly everything: (path: string) => readonly string[];
  readonly text: (path: string) => string | undefined;
}

export function publicFiles(tree: PublicTree, folder: string, report: Report): PublicFile[] {
  const files = tree.everything(folder);
  const byName = files.flatMap((path): PublicFile[] => {
    if (secretsFileKind(path) === 'secrets') return [{ path, line: null, what: 'a secrets file', sure: true }];
    // what a key file holds is in its text: certificates are public
    if (/\.(?:pem|crt|cer|key)$/i.test(path)) {
      const isKey = /-----BEGIN (?:[A-Z]{1,20} ){0,3}PRIVATE KEY-----/.test(tree.text(path) ?? '');
      return isKey ? [{ path, line: null, what: 'a private key', sure: true }] : [];
    }
    if (isBackup(path)) return [{ path, line: null, what: 'a backup', sure: true }];
    if (/\.(?:db|sqlite3?)(?:-\w{1,10})?$/i.test(path)) return [{ path, line: null, what: 'a database', sure: true }];
    const group = sensitiveGroup(path);
    return group === undefined ? [] : [{ path, line: null, what: group.what, sure: group.severity === 'error' }];
  });
  const named = new Set(byName.map(({ path }) => path));
  const byText = report.findings.flatMap(({ finding }): PublicFile[] => {
    const { file, line, severity } = finding;
    if (finding.class !== 'credential' || severity !== 'error' || !file.startsWith(`${folder}/`) || named.has(file))
      return [];
    return [{ path: file, line, what: 'a file with a credential in it', sure: true }];
  });
  return [...byName, ...byText];
}
