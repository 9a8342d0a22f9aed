// The SSH server of this machine. Source: OpenSSH sshd_config(5); Home Assistant's checklist asks for `PermitRootLogin no` and keys.

import type { Place } from '../../../reporters/audit/audit-report.js';
import { type AuditCheck, type AuditExample, fail, type Outcome, pass, unknown, warn } from '../check.js';
import type { AuditFacts } from '../facts.js';
import { HA, POINTS } from '../points.js';
import { type SshdConfig, sshdValue } from '../sshd.js';

const HELP = `${HA}/docs/configuration/securing/`;

/** What a setting says, unless something that cannot be told here may change it. */
function judgeSshd(
  { host }: AuditFacts,
  keyword: string,
  judge: (value: string, config: SshdConfig) => Omit<Outcome, 'places'>,
): Outcome {
  const config = host?.sshd;
  if (host === undefined || config === undefined)
    return unknown(`there is no ${host?.sshdFile ?? 'sshd_config'} here; an SSH add-on has its own settings`);
  const setting = config.settings.get(keyword);
  const place: Place = setting?.at ?? { file: host.sshdFile, line: null };
  const [unread] = config.unread;
  if (unread !== undefined) return unknown('a file of its settings cannot be read', { file: unread, line: null });
  const value = sshdValue(config, keyword);
  const conditional = config.conditional.get(keyword)?.find((one) => one.value.toLowerCase() !== value);
  if (conditional !== undefined) return unknown('a Match block says something else for some logins', conditional.at);
  const { verdict, message } = judge(value, config);
  return { verdict, message: setting === undefined ? `${message} (by default)` : message, places: [place] };
}

/** With `AuthenticationMethods publickey` no password is enough, whatever else is allowed. */
function needsKey(config: SshdConfig): boolean {
  const methods = config.settings.get('authenticationmethods')?.value.toLowerCase();
  if (methods === undefined || methods === 'any' || config.conditional.has('authenticationmethods')) return false;
  return methods
    .split(/\s+/)
    .every((list) => list.split(',').some((one) => /^(?:publickey|hostbased|gssapi-with-mic)/.test(one)));
}

const example = (about: string, verdict: AuditExample['verdict'], text: string, line?: number): AuditExample => ({
  about,
  verdict,
  files: { 'configuration.yaml': 'homeassistant:\n', 'etc/sshd_config': text },
  request: { host: true, sshdConfig: 'etc/sshd_config' },
  ...(line === undefined ? {} : { at: `etc/sshd_config:${line}` }),
});

export const checks: readonly AuditCheck[] = [
  {
    id: 'sshd-root',
    point: POINTS.host,
    title: 'root does not log in by SSH',
    why: 'root is the one name that every attacker knows, and has no limit.',
    remedy: 'Set `PermitRootLogin no` in sshd_config, and log in as a user with sudo.',
    help: HELP,
    judge: (facts) =>
      judgeSshd(facts, 'permitrootlogin', (value) => {
        if (value === 'no') return pass('root may not');
        if (value === 'yes') return fail('root may, also with a password');
        return warn('root may, with a key');
      }),
    examples: [
      example('No', 'pass', 'PermitRootLogin no\n', 1),
      example('Yes; the first value counts', 'fail', '# x\npermitrootlogin "yes"\nPermitRootLogin no\n', 2),
      example('With a key', 'warn', 'PermitRootLogin prohibit-password\n', 1),
      example(
        'In a Match block',
        'unknown',
        'PermitRootLogin no\nMatch Address 10.0.0.0/8\n  PermitRootLogin yes\n',
        3,
      ),
    ],
  },
  {
    id: 'sshd-passwords',
    point: POINTS.host,
    title: 'SSH takes keys, not passwords',
    why: 'Passwords are guessed by machines all day long; keys are not.',
    remedy: 'Put your key into ~/.ssh/authorized_keys, try it, then set `PasswordAuthentication no`.',
    help: HELP,
    judge: (facts) =>
      judgeSshd(facts, 'passwordauthentication', (value, config) => {
        if (value === 'no') return pass('passwords are off');
        return needsKey(config) ? pass('a password is not enough without a key') : fail('a password is enough');
      }),
    examples: [
      example('Off', 'pass', 'PasswordAuthentication=no\n', 1),
      example('As by default', 'fail', 'PermitRootLogin no\n'),
      example('A key is needed besides', 'pass', 'AuthenticationMethods publickey,password\n'),
    ],
  },
  {
    id: 'sshd-keyboard',
    point: POINTS.host,
    title: 'No password by the back door of keyboard-interactive',
    why: 'With PAM this way of asking takes the same passwords, also where PasswordAuthentication is off.',
    remedy: 'Set `KbdInteractiveAuthentication no`.',
    help: 'https://man.openbsd.org/sshd_config#KbdInteractiveAuthentication',
    judge: (facts) =>
      judgeSshd(facts, 'kbdinteractiveauthentication', (value, config) => {
        if (value === 'no') return pass('it is off');
        if (needsKey(config)) return pass('it is not enough without a key');
        return sshdValue(config, 'usepam') === 'yes'
          ? fail('it is on, and asks PAM for a password')
          : pass('it is on, but without PAM there is nothing to ask');
      }),
    examples: [
      example('Off', 'pass', 'UsePAM yes\nChallengeResponseAuthentication no\n', 2),
      example('On, with PAM', 'fail', 'UsePAM yes\nPasswordAuthentication no\nKbdInteractiveAuthentication yes\n', 3),
    ],
  },
  {
    id: 'sshd-empty-passwords',
    point: POINTS.host,
    title: 'No login without any password',
    why: 'An account that was made without a password is open to everybody.',
    remedy: 'Set `PermitEmptyPasswords no`.',
    help: 'https://man.openbsd.org/sshd_config#PermitEmptyPasswords',
    judge: (facts) =>
      judgeSshd(facts, 'permitemptypasswords', (value) =>
        value === 'no' ? pass('empty passwords are refused') : fail('an empty password is enough'),
      ),
    examples: [
      example('As by default', 'pass', 'Port 22\n'),
      example('Allowed', 'fail', 'Port 22\nPermitEmptyPasswords yes\n', 2),
    ],
  },
];
