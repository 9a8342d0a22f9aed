// Who may log in, and how. Source: homeassistant 2026.11.0 auth/providers, core_config.py; 0.86 to 2021 for what is gone since.
import { type AuditCheck, fail, type Outcome, pass, unknown, warn, worst } from '../check.js';
import { at, type Entry, isOn, isPartial, itemsOf, textOf } from '../config-tree.js';
import type { AuditFacts } from '../facts.js';
import { isEverybody, isLoopback, isPrivate, isWide, parseNetwork } from '../networks.js';
import { HA, POINTS } from '../points.js';
import { notSure } from './http.js';

const HELP = `${HA}/docs/authentication/providers/`;

const example = (providers: string) => ({
  'configuration.yaml': `homeassistant:\n  auth_providers:\n${providers}`,
});

const providers = ({ home }: AuditFacts): readonly Entry[] => itemsOf(home?.core('auth_providers'));

function judgeProvider(entry: Entry): Outcome {
  const type = textOf(at(entry, 'type'));
  switch (type) {
    case 'homeassistant':
    case 'trusted_networks':
      return pass('logins are Home Assistant’s own', entry.at);
    case 'legacy_api_password':
      return fail('one password for everybody (legacy_api_password), which Home Assistant no longer has', entry.at);
    case 'insecure_example':
      return fail('a provider that is an example for programmers lets people in', entry.at);
    case 'command_line':
      return warn('a program decides who is let in: it must tell a wrong password from a failure', entry.at);
    case undefined:
      return unknown('a provider is not to be read here', entry.at);
    default:
      return warn('a provider that is not Home Assistant’s own', entry.at);
  }
}

function judgeProviders(facts: AuditFacts): Outcome {
  const password = facts.home?.setting('http', 'api_password');
  if (password !== undefined)
    return fail('api_password is one password for everybody; Home Assistant no longer reads it', password.at);
  const all = providers(facts);
  if (all.length === 0) return notSure(facts) ?? pass('Home Assistant’s own logins, as by default');
  return worst(all.map(judgeProvider)) ?? pass('Home Assistant’s own logins');
}

function judgeNetwork(entry: Entry, bypass: boolean): Outcome {
  const network = parseNetwork(textOf(entry) ?? '');
  if (network === undefined) return unknown('a network is not to be read here', entry.at);
  if (isLoopback(network)) return pass('only this machine is trusted', entry.at);
  if (isEverybody(network)) return fail('the whole internet is let in without a password', entry.at);
  if (!isPrivate(network))
    return network.prefix < (network.bits === 32 ? 24 : 48)
      ? fail('a part of the internet is let in without a password', entry.at)
      : warn('addresses of the internet are let in without a password', entry.at);
  if (isWide(network))
    return bypass
      ? fail('every device of any private network is logged in without being asked', entry.at)
      : warn('a whole private range is let in without a password', entry.at);
  return bypass
    ? warn('every device of that network is logged in without being asked (allow_bypass_login)', entry.at)
    : pass('only networks of the house are trusted', entry.at);
}

function judgeTrusted(facts: AuditFacts): Outcome {
  const trusted = providers(facts).filter((entry) => textOf(at(entry, 'type')) === 'trusted_networks');
  const old = facts.home?.setting('http', 'trusted_networks');
  const outcomes = trusted.flatMap((entry) =>
    itemsOf(at(entry, 'trusted_networks')).map((network) =>
      judgeNetwork(network, isOn(at(entry, 'allow_bypass_login')) === true),
    ),
  );
  const unread = [facts.home?.core('auth_providers'), ...providers(facts)].find(isPartial);
  if (unread !== undefined) outcomes.push(unknown('a provider is not to be read here', unread.at));
  const all = [...outcomes, ...itemsOf(old).map((network) => judgeNetwork(network, false))];
  return worst(all) ?? notSure(facts) ?? pass('nobody gets in without a password');
}

export const checks: readonly AuditCheck[] = [
  {
    id: 'auth-providers',
    point: POINTS.access,
    title: 'Logins are Home Assistant’s own',
    why: 'Accounts of their own can be taken back one by one, and have a second factor.',
    remedy: 'Take the other providers out of `auth_providers:`; `type: homeassistant` is the default.',
    help: HELP,
    judge: judgeProviders,
    examples: [
      { about: 'Home Assistant’s own', verdict: 'pass', files: example('    - type: homeassistant\n') },
      {
        about: 'One password for everybody',
        verdict: 'fail',
        files: example(
          '    - type: homeassistant\n    - type: legacy_api_password\n      api_password: !secret house\n',
        ),
        at: 'configuration.yaml:4',
      },
      {
        about: 'The old password of `http:`',
        verdict: 'fail',
        files: { 'configuration.yaml': 'homeassistant:\nhttp:\n  api_password: !secret house\n' },
        at: 'configuration.yaml:3',
      },
      {
        about: 'A program',
        verdict: 'warn',
        files: example('    - type: command_line\n      command: /config/login.sh\n'),
        at: 'configuration.yaml:3',
      },
    ],
  },
  {
    id: 'trusted-networks',
    point: POINTS.access,
    title: 'No foreign network is let in without a password',
    why: 'In a trusted network whoever reaches Home Assistant chooses an account: guests, a hacked lamp, a proxy’s whole internet.',
    remedy:
      'Trust single addresses (a wall panel), name the account for each under `trusted_users:`, and leave `allow_bypass_login` out.',
    help: HELP,
    judge: judgeTrusted,
    examples: [
      {
        about: 'A network of the house',
        verdict: 'pass',
        files: example(
          '    - type: trusted_networks\n      trusted_networks:\n        - 192.168.1.0/24\n        - fd00:1::/64\n',
        ),
      },
      {
        about: 'Everybody',
        verdict: 'fail',
        files: example('    - type: trusted_networks\n      trusted_networks: 0.0.0.0/0\n'),
        at: 'configuration.yaml:4',
      },
      {
        about: 'No question asked',
        verdict: 'warn',
        files: example(
          '    - type: trusted_networks\n      trusted_networks: 192.168.1.0/24\n      allow_bypass_login: true\n',
        ),
        at: 'configuration.yaml:4',
      },
      {
        about: 'Providers in a file that is not here',
        verdict: 'unknown',
        files: { 'configuration.yaml': 'homeassistant:\n  auth_providers: !include auth.yaml\n' },
        at: 'configuration.yaml:2',
      },
      {
        about: 'Networks in another file',
        verdict: 'fail',
        files: {
          'configuration.yaml': 'homeassistant: !include core.yaml\n',
          'core.yaml': 'auth_providers:\n  - type: trusted_networks\n    trusted_networks: !include net/home.yaml\n',
          'net/home.yaml': '- 192.168.1.0/24\n- 8.0.0.0/8\n',
        },
        at: 'net/home.yaml:2',
      },
    ],
  },
  {
    id: 'second-factor',
    point: POINTS.access,
    title: 'A second factor is in use',
    why: 'A password that was guessed, reused or fished is not enough then.',
    remedy: 'Set it up under your profile, Security, Multi-factor authentication modules.',
    help: `${HA}/docs/authentication/multi-factor-auth/`,
    judge: ({ secondFactor, home }) => {
      const modules = home?.core('auth_mfa_modules');
      if (secondFactor === 'used') return pass('somebody has set one up');
      if (modules?.kind === 'list' && modules.items.length === 0)
        return warn('auth_mfa_modules is empty: nobody can set one up', modules.at);
      return secondFactor === 'unused'
        ? warn('nobody has set one up')
        : unknown('Home Assistant’s store is not here, which knows');
    },
    examples: [
      {
        about: 'One person has',
        verdict: 'pass',
        files: {
          'configuration.yaml': 'homeassistant:\n',
          '.storage/auth': '{"data": {}}',
          '.storage/auth_module.totp': '{"data": {"users": {"a": {"ota_secret": "x"}}}}',
        },
      },
      {
        about: 'Nobody has',
        verdict: 'warn',
        files: { 'configuration.yaml': 'homeassistant:\n', '.storage/auth': '{"data": {}}' },
      },
      { about: 'A clone', verdict: 'unknown', files: { 'configuration.yaml': 'homeassistant:\n' } },
    ],
  },
];
