// What the files of this machine say about its SSH server and how it is looked after. Nothing is started.
// Source: OpenSSH sshd_config(5), glob(3); ufw(8), nftables and firewalld units; Debian unattended-upgrades README, dnf-automatic(8).
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { globMatches } from './glob-name.js';
import { readSshd, type SshdConfig, type SshdFiles } from './sshd.js';

export interface HostFacts {
  /** Undefined where there is no such file. */
  readonly sshd: SshdConfig | undefined;
  readonly sshdFile: string;
  /** The file that shows it; undefined where none does. */
  readonly firewall: string | undefined;
  readonly updates: string | undefined;
  readonly bans: string | undefined;
  /** Neither Windows nor macOS, whose files are others. */
  readonly known: boolean;
}

const LARGEST = 1024 * 1024;
const SSHD_CONFIG = '/etc/ssh/sshd_config';

/** `root` is where the machine's own files are looked for. */
export function readHostFacts(sshdFile: string | undefined, root = '/'): HostFacts {
  const path = resolve(sshdFile ?? SSHD_CONFIG);
  const first = (...paths: readonly string[]): string | undefined => paths.find((one) => exists(join(root, one)));
  const says = (file: string, pattern: RegExp): string | undefined =>
    pattern.test(textOf(join(root, file)) ?? '') ? file : undefined;
  const wants = (target: string, unit: string): string => `/etc/systemd/system/${target}.wants/${unit}`;
  const isThere = textOf(path) !== undefined || exists(path);
  return {
    sshd: isThere ? readSshd(path, FILES) : undefined,
    sshdFile: path,
    firewall:
      says('/etc/ufw/ufw.conf', /^ENABLED=yes/im) ??
      first(
        wants('sysinit.target', 'nftables.service'),
        wants('multi-user.target', 'nftables.service'),
        wants('multi-user.target', 'firewalld.service'),
        wants('multi-user.target', 'netfilter-persistent.service'),
      ),
    updates:
      says(
        '/etc/apt/apt.conf.d/20auto-upgrades',
        /^\s*APT::Periodic::Unattended-Upgrade\s+"(?:[1-9]\d{0,3}|always)"/im,
      ) ??
      first(
        wants('timers.target', 'dnf-automatic.timer'),
        wants('timers.target', 'dnf-automatic-install.timer'),
        wants('timers.target', 'dnf5-automatic.timer'),
        wants('timers.target', 'rpm-ostreed-automatic.timer'),
      ),
    bans: first(
      wants('multi-user.target', 'fail2ban.service'),
      wants('multi-user.target', 'sshguard.service'),
      wants('multi-user.target', 'crowdsec.service'),
    ),
    known: process.platform !== 'win32' && process.platform !== 'darwin',
  };
}

const FILES: SshdFiles = { text: textOf, glob };

/** A unit's link may lead to a file that this system does not show. */
function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function textOf(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= LARGEST ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function glob(pattern: string): readonly string[] {
  let found = [''];
  for (const part of pattern.split('/').slice(1)) {
    const isPattern = /[*?[]/.test(part);
    found = found.flatMap((folder) => {
      if (!isPattern) return exists(`${folder}/${part}`) ? [`${folder}/${part}`] : [];
      const names = namesIn(folder === '' ? '/' : folder).filter((name) => globMatches(part, name));
      return names.map((name) => `${folder}/${name}`);
    });
  }
  return found.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
