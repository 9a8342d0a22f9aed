// --fix and logins: the user name goes along where the secrets file has it; nothing else does.
import { type Repo, withRepo } from '../support/repo';

const VALUE = 'hunter22x9';
const MQTT = `mqtt:\n  broker: 192.0.2.5\n  username: bridgeuser\n  password: ${VALUE}\n`;

function home(repo: Repo, secrets: string, text = MQTT): void {
  repo.write({ '.gitignore': 'secrets.yaml\n', 'secrets.yaml': secrets, 'configuration.yaml': text });
  repo.git('add', '-A');
}

const fixed = (user: string): string =>
  `mqtt:\n  broker: 192.0.2.5\n  username: ${user}\n  password: !secret mqtt_password\n`;

test.each<[string, string, string]>([
  ['under the name that it would get', 'mqtt_username: bridgeuser\n', '!secret mqtt_username'],
  ['under another word for it', 'mqtt_user: bridgeuser\n', '!secret mqtt_user'],
  ['with another value', 'mqtt_username: somebody\n', 'bridgeuser'],
  ['in another role', 'smtp_username: bridgeuser\n', 'bridgeuser'],
  ['as a number', 'mqtt_username: 4711\n', 'bridgeuser'],
  ['not at all', 'other: x\n', 'bridgeuser'],
])('the secrets file has the user name %s', (_, secrets, user) =>
  withRepo((repo) => {
    home(repo, secrets);
    const dry = repo.lint('--fix', '--dry-run');
    expect(dry.out).not.toContain('bridgeuser');
    expect(dry.out.includes('the user name of the same login')).toBe(user.startsWith('!secret'));
    const ran = repo.lint('--fix');
    expect(ran.out.includes('and the user name of the same login')).toBe(user.startsWith('!secret'));
    expect(ran.out).toContain('fixed configuration.yaml: 1 value');
    expect(repo.read('configuration.yaml')).toBe(fixed(user));
    expect(repo.read('secrets.yaml')).toBe(`${secrets}mqtt_password: ${VALUE}\n`);
    expect(repo.lint('--fix').out).toContain('Nothing to fix.');
  }),
);

test('one password of one login in two integrations is one entry', () =>
  withRepo((repo) => {
    const rest = `rest_command:\n  restart:\n    host: 192.0.2.5\n    username: bridgeuser\n    password: ${VALUE}\n`;
    const mqtt = MQTT.replace('broker', 'host');
    home(repo, 'other: x\n', mqtt + rest);
    repo.lint('--fix');
    expect(repo.read('secrets.yaml')).toBe(`other: x\nmqtt_password: ${VALUE}\n`);
    expect(repo.read('configuration.yaml').match(/!secret mqtt_password/g)).toHaveLength(2);
  }));

test('a login that refers to the secrets file already tells which name is its own', () =>
  withRepo((repo) => {
    home(repo, `bridge: ${VALUE}\nbridge_user: bridgeuser\n`);
    const other = 'notify:\n  - platform: x\n    host: 192.0.2.5\n    username: !secret bridge_user\n';
    repo.write({ 'packages/notify.yaml': `${other}    password: !secret bridge\n` });
    repo.lint('--fix');
    expect(repo.read('configuration.yaml')).toContain('password: !secret bridge\n');
    expect(repo.read('secrets.yaml')).toBe(`bridge: ${VALUE}\nbridge_user: bridgeuser\n`);
  }));
