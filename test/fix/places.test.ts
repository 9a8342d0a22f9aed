// Which secrets file takes the values of a file, by each loader's own rule.
import { choosePlace } from '../../src/fix/places';
import { type KnownFile, settleReaders } from '../../src/fix/reach';

type Files = Readonly<Record<string, Partial<KnownFile>>>;

interface Case {
  readonly files: Files;
  /** Secrets files that are here, with the names in them; `sealed`, `tracked` and the like cannot take entries. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly mayCreate?: boolean;
  readonly path: string;
}

const ESP = { dialect: 'esphome' } as const;
const APP = { dialect: 'appdaemon' } as const;
const naming = (secretsPath: string) => ({ ...APP, secretsPath });

function place({ files, secrets = {}, mayCreate = true, path }: Case): string {
  const known = Object.entries(files).map(([name, file]) => ({
    path: name,
    dialect: 'home-assistant' as const,
    includes: [],
    merges: [],
    names: [],
    ...file,
  }));
  const settled = settleReaders(known);
  const { dialect = 'home-assistant' } = settled.files.find((file) => file.path === path) ?? {};
  const found = choosePlace(
    { path, dialect },
    {
      files: settled.files,
      mayCreate,
      exists: (name) => name in files || name in secrets,
      entries: new Map(Object.entries(secrets).map(([name, names]) => [name, new Set(names.split(' '))])),
      secrets: new Map(
        Object.entries(secrets).map(([name, names]) => [
          name,
          {
            usableBy:
              names === 'sealed' || names.startsWith('<<')
                ? []
                : ['home-assistant', 'esphome', 'appdaemon', 'zigbee2mqtt'],
            includes: names.startsWith('<<') ? names.slice(3) : undefined,
            ...(names === 'tracked' ? { tracked: true as const } : {}),
          },
        ]),
      ),
    },
  );
  return typeof found === 'object' ? found.refused : String(found);
}

test.each<[string, string, Case]>([
  [
    'the folder of configuration.yaml',
    'secrets.yaml',
    { files: { 'configuration.yaml': {}, 'packages/a.yaml': {} }, path: 'packages/a.yaml' },
  ],
  [
    'a configuration in a folder',
    'home/secrets.yaml',
    { files: { 'home/configuration.yaml': {}, 'home/p/a.yaml': {} }, path: 'home/p/a.yaml' },
  ],
  [
    'the nearest file that is there',
    'p/secrets.yaml',
    {
      files: { 'configuration.yaml': {}, 'p/a.yaml': {} },
      secrets: { 'secrets.yaml': 'x', 'p/secrets.yaml': 'y' },
      path: 'p/a.yaml',
    },
  ],
  [
    'the nearest is tracked by git: a value moved there would be published',
    'secrets-file-tracked',
    { files: { 'configuration.yaml': {} }, secrets: { 'secrets.yaml': 'tracked' }, path: 'configuration.yaml' },
  ],
  [
    'the nearest is encrypted',
    'secrets-file-unusable',
    {
      files: { 'configuration.yaml': {}, 'p/a.yaml': {} },
      secrets: { 'secrets.yaml': 'x', 'p/secrets.yaml': 'sealed' },
      path: 'p/a.yaml',
    },
  ],
  [
    'a configuration elsewhere',
    'no-configuration',
    { files: { 'home/configuration.yaml': {}, 'x/a.yaml': {} }, path: 'x/a.yaml' },
  ],
  [
    'none here, and none may be made',
    'no-secrets-file',
    { files: { 'configuration.yaml': {} }, mayCreate: false, path: 'configuration.yaml' },
  ],
  [
    'a device: its own folder',
    'esphome/secrets.yaml',
    { files: { 'configuration.yaml': {}, 'esphome/a.yaml': ESP }, path: 'esphome/a.yaml' },
  ],
  [
    'a device below Home Assistant never takes its file',
    'esphome/secrets.yaml',
    {
      files: { 'configuration.yaml': {}, 'esphome/a.yaml': ESP },
      secrets: { 'secrets.yaml': 'x' },
      path: 'esphome/a.yaml',
    },
  ],
  [
    'one that only takes in another',
    'secrets.yaml',
    {
      files: { 'configuration.yaml': {}, 'esphome/a.yaml': ESP },
      secrets: { 'secrets.yaml': 'x', 'esphome/secrets.yaml': '<<:secrets.yaml' },
      path: 'esphome/a.yaml',
    },
  ],
  [
    'a shared part: the folder of the devices',
    'esphome/secrets.yaml',
    {
      files: { 'esphome/a.yaml': { ...ESP, includes: ['esphome/common/b.yaml'] }, 'esphome/common/b.yaml': ESP },
      path: 'esphome/common/b.yaml',
    },
  ],
  [
    'a part that looks like nothing, included by the configuration',
    'secrets.yaml',
    {
      files: { 'configuration.yaml': { includes: ['x/a.yaml'] }, 'x/a.yaml': { dialect: 'yaml' }, 'x/b.yaml': ESP },
      path: 'x/a.yaml',
    },
  ],
  [
    'a part that looks like Home Assistant’s',
    'esphome/secrets.yaml',
    {
      files: {
        'configuration.yaml': {},
        'esphome/a.yaml': { ...ESP, includes: ['esphome/common/mqtt.yaml'] },
        'esphome/common/mqtt.yaml': {},
      },
      path: 'esphome/common/mqtt.yaml',
    },
  ],
  [
    'a part for devices of several folders: beside it, where all find it',
    'common/secrets.yaml',
    {
      files: {
        'x/a.yaml': { ...ESP, includes: ['common/c.yaml'] },
        'y/b.yaml': { ...ESP, includes: ['common/c.yaml'] },
        'common/c.yaml': ESP,
      },
      path: 'common/c.yaml',
    },
  ],
  [
    'one that would hide what the files beside it refer to',
    'secrets-file-unusable',
    {
      files: {
        'x/a.yaml': { ...ESP, includes: ['common/c.yaml'] },
        'y/b.yaml': { ...ESP, includes: ['common/c.yaml'] },
        'common/c.yaml': ESP,
        'common/d.yaml': { ...ESP, names: ['wifi_password'] },
      },
      path: 'common/c.yaml',
    },
  ],
  [
    'one answer for a folder, whoever includes its files',
    'common/secrets.yaml',
    {
      files: {
        'x/a.yaml': { ...ESP, includes: ['common/c.yaml', 'common/d.yaml'] },
        'y/b.yaml': { ...ESP, includes: ['common/d.yaml'] },
        'common/c.yaml': ESP,
        'common/d.yaml': ESP,
      },
      path: 'common/c.yaml',
    },
  ],
  [
    'served from above today',
    'secrets.yaml',
    {
      files: { 'a.yaml': ESP, 'odd/c.yaml': { ...ESP, names: ['wifi'] } },
      secrets: { 'secrets.yaml': 'wifi' },
      path: 'odd/c.yaml',
    },
  ],
  [
    'taken in as data elsewhere',
    'secrets-file-unusable',
    { files: { 'a.yaml': { ...ESP, includes: ['secrets.yaml'] } }, secrets: { 'secrets.yaml': 'x' }, path: 'a.yaml' },
  ],
  [
    'merges a file that is not here',
    'not-loadable',
    { files: { 'a.yaml': { ...ESP, merges: ['gone.yaml'] } }, path: 'a.yaml' },
  ],
  [
    'AppDaemon: beside its main file, for all apps',
    'appdaemon/secrets.yaml',
    { files: { 'appdaemon/appdaemon.yaml': APP, 'appdaemon/apps/a.yaml': APP }, path: 'appdaemon/apps/a.yaml' },
  ],
  [
    'the file that the older add-on names, not there yet',
    'secrets.yaml',
    {
      files: { 'configuration.yaml': {}, 'appdaemon/appdaemon.yaml': naming('/config/secrets.yaml') },
      path: 'appdaemon/appdaemon.yaml',
    },
  ],
  [
    'the file that the newer one names',
    'ha/secrets.yaml',
    {
      files: { 'ha/configuration.yaml': {}, 'ad/appdaemon.yaml': naming('/homeassistant/secrets.yaml') },
      path: 'ad/appdaemon.yaml',
    },
  ],
  [
    'its own folder',
    'ad/secrets.yaml',
    {
      files: { 'ha/configuration.yaml': {}, 'ad/appdaemon.yaml': naming('/config/secrets.yaml') },
      path: 'ad/appdaemon.yaml',
    },
  ],
  [
    'a path on another machine',
    'secrets-file-unusable',
    { files: { 'appdaemon.yaml': naming('/home/me/secrets.yaml') }, path: 'appdaemon.yaml' },
  ],
  [
    'a path that leads out',
    'secrets-file-unusable',
    { files: { 'appdaemon.yaml': naming('../secrets.yaml') }, path: 'appdaemon.yaml' },
  ],
  ['apps without a main file', 'no-configuration', { files: { 'apps/a.yaml': APP }, path: 'apps/a.yaml' }],
  [
    'apps with a file of their own',
    'apps/secrets.yaml',
    { files: { 'apps/a.yaml': APP }, secrets: { 'apps/secrets.yaml': 'x' }, path: 'apps/a.yaml' },
  ],
  [
    'Zigbee2MQTT: beside its file, in the singular',
    'z2m/secret.yaml',
    {
      files: { 'configuration.yaml': {}, 'z2m/configuration.yaml': { dialect: 'zigbee2mqtt' } },
      secrets: { 'secrets.yaml': 'x' },
      path: 'z2m/configuration.yaml',
    },
  ],
])('%s', (_, expected, given) => {
  expect(place(given)).toBe(expected);
});
