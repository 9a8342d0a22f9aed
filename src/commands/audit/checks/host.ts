// How the machine is looked after: what its files show. What they do not show may be elsewhere, so that this never fails.
import { type AuditCheck, type AuditExample, pass, unknown } from '../check.js';
import type { AuditFacts } from '../facts.js';
import { POINTS } from '../points.js';

const DEBIAN = 'https://www.debian.org/doc/manuals/securing-debian-manual/';

/** The file that shows it, or that nothing does. */
const judgeEvidence = ({ host }: AuditFacts, file: string | undefined, good: string, none: string) => {
  if (host?.known !== true) return unknown('this system keeps it elsewhere');
  return file === undefined ? unknown(none) : pass(good, { file, line: null });
};

const HOME = { 'configuration.yaml': 'homeassistant:\n' };

function examples(path: string, text: string): readonly AuditExample[] {
  const request = { host: true, hostRoot: 'machine', sshdConfig: 'none' };
  return [
    { about: `\`${path}\``, verdict: 'pass', files: { ...HOME, [`machine${path}`]: text }, at: path, request },
    { about: 'No sign of it', verdict: 'unknown', files: { ...HOME, 'machine/x': '' }, request },
  ];
}

export const checks: readonly AuditCheck[] = [
  {
    id: 'host-firewall',
    point: POINTS.host,
    title: 'A firewall is on',
    why: 'It keeps closed what some program opens one day.',
    remedy:
      'Set one up (ufw, nftables, firewalld), or let the router do it. Guides: the Securing Debian Manual, the Security Guide of Red Hat Enterprise Linux, the CIS benchmarks.',
    help: DEBIAN,
    judge: (facts) =>
      judgeEvidence(facts, facts.host?.firewall, 'one is switched on', 'no sign of one here; the router may have one'),
    examples: examples('/etc/ufw/ufw.conf', 'ENABLED=yes\n'),
  },
  {
    id: 'host-updates',
    point: POINTS.host,
    title: 'The system updates itself',
    why: 'The host is reached by what it runs besides Home Assistant.',
    remedy:
      'Install unattended-upgrades (Debian, Ubuntu) or dnf-automatic (Fedora). Home Assistant OS updates as a whole.',
    help: 'https://wiki.debian.org/UnattendedUpgrades',
    judge: (facts) =>
      judgeEvidence(facts, facts.host?.updates, 'updates are installed by themselves', 'no sign of it here'),
    examples: examples('/etc/apt/apt.conf.d/20auto-upgrades', 'APT::Periodic::Unattended-Upgrade "1";\n'),
  },
  {
    id: 'host-bans',
    point: POINTS.host,
    title: 'Who guesses SSH logins is banned',
    why: 'It keeps logs readable and guesses few.',
    remedy: 'Install fail2ban, sshguard or CrowdSec where SSH is reached from outside.',
    help: 'https://wiki.debian.org/Fail2ban',
    judge: (facts) => judgeEvidence(facts, facts.host?.bans, 'one is switched on', 'no sign of one here'),
    examples: examples('/etc/systemd/system/multi-user.target.wants/fail2ban.service', ''),
  },
];
