// Variables in the place of secrets: every style of a scalar, what is refused, names, and which environment file.
import { parseYaml } from '../../src/document/yaml';
import { applyEdits } from '../../src/fix/edits';
import { chooseEnvFile, type EnvState } from '../../src/fix/env-places';
import type { VariableDialect } from '../../src/fix/interpolation';
import { rewriteScalar } from '../../src/fix/rewrite';
import { proposeVariable, VariableNaming, type VariablesAtHand } from '../../src/fix/variable-names';
import { fix } from '../../src/index';
import { withFolder, withRepo } from '../support/repo';

const SECRET = 'cam9xQ72plmz';

/** The text with `${X}` or `{FRIGATE_X}` in it, and what X holds. */
function rewrite(text: string, dialect: VariableDialect, secret = SECRET): string | undefined {
  const node = parseYaml(text).scalars.findLast((scalar) => scalar.value.includes(secret));
  if (node === undefined) throw new Error('no value');
  const [name, reference] = dialect === 'frigate' ? ['FRIGATE_X', '{FRIGATE_X}'] : ['X', '${X}'];
  const written = rewriteScalar(text, node, secret, { name, reference }, dialect);
  return written && `${applyEdits(text, written.edits)} X=${written.value}`;
}

test.each<[VariableDialect, string, string | undefined]>([
  ['compose', `a: ${SECRET}`, 'a: ${X}'],
  ['compose', `a: "${SECRET}" # b`, 'a: "${X}" # b'],
  ['compose', `a: 'x=${SECRET}'`, "a: 'x=${X}'"],
  ['compose', `a: [${SECRET}, b]`, "a: ['${X}', b]"],
  ['compose', `a: {b: it's ${SECRET}}`, "a: {b: 'it''s ${X}'}"],
  ['compose', `a: |\n  x\n  ${SECRET}\n`, 'a: |\n  x\n  ${X}\n'],
  ['compose', `a: >-\n  --pass\n  ${SECRET}\n`, 'a: >-\n  --pass\n  ${X}\n'],
  ['compose', `a: "x\\t${SECRET}"`, 'a: "x\\t${X}"'],
  ['compose', `a: ${SECRET} ${SECRET}`, 'a: ${X} ${X}'],
  ['compose', `a: $B:${SECRET}`, 'a: $B:${X}'],
  ['compose', `a: $$B:${SECRET}`, 'a: $$B:${X}'],
  ['compose', `a: $ ${SECRET}`, undefined],
  ['compose', `a: !x ${SECRET}`, undefined],
  ['compose', `a: \${B:-${SECRET}}`, undefined],
  ['frigate', `a: ${SECRET}`, "a: '{FRIGATE_X}'"],
  ['frigate', `a: "${SECRET}"`, 'a: "{FRIGATE_X}"'],
  ['frigate', `a: rtsp://u:${SECRET}@h`, 'a: rtsp://u:{FRIGATE_X}@h'],
  ['frigate', `a: [rtsp://u:${SECRET}@h]`, "a: ['rtsp://u:{FRIGATE_X}@h']"],
  ['frigate', `a: exec:x ${SECRET} {{output}}`, 'a: exec:x {FRIGATE_X} {{output}}'],
  ['frigate', `a: exec:x ${SECRET} {output}`, undefined],
  ['go2rtc', `a: rtsp://u:${SECRET}@h`, 'a: rtsp://u:${X}@h'],
  ['go2rtc', `a: [${SECRET}]`, "a: ['${X}']"],
  ['go2rtc', `a: \${B}${SECRET}`, 'a: ${B}${X}'],
  ['go2rtc', `a: \${B:${SECRET}}`, undefined],
])('%s: %s', (dialect, text, expected) => {
  expect(rewrite(text, dialect)).toBe(expected && `${expected} X=${SECRET}`);
});

test.each<[string, VariableDialect, string, string, string | undefined]>([
  [
    'the second of two equal words',
    'frigate',
    'a: rtsp://admin:admin@h',
    'admin',
    'a: rtsp://admin:{FRIGATE_X}@h X=admin',
  ],
  [
    'the one that is called a password',
    'frigate',
    'a: h?user=admin&password=admin',
    'admin',
    'a: h?user=admin&password={FRIGATE_X} X=admin',
  ],
  ['none of two that say nothing', 'frigate', 'a: admin admin', 'admin', undefined],
  ['a dollar sign that stands for itself', 'compose', 'a: x$$y9', 'x$$y9', 'a: ${X} X=x$y9'],
  ['a variable in it', 'compose', 'a: x$y9', 'x$y9', undefined],
  ['a brace that stands for itself', 'frigate', 'a: "x{{y9"', 'x{{y9', undefined],
  ['a quote', 'compose', `a: "it's9"`, "it's9", undefined],
  ['blanks, where something else hands the environment on', 'go2rtc', 'a: x y9', 'x y9', undefined],
  ['a number in an environment', 'compose', 'environment:\n  A: 481516', '481516', 'environment:\n  A: ${X} X=481516'],
  ['a number that YAML writes in its own way', 'compose', 'environment:\n  A: 0481516', '0481516', undefined],
  ['a number elsewhere', 'compose', 'a: 481516', '481516', undefined],
  ['a number that must be a text', 'frigate', 'a: 481516', '481516', undefined],
  ['a number that stays one', 'go2rtc', 'a: 481516', '481516', 'a: ${X} X=481516'],
  ['a secret behind escapes', 'compose', 'a: "p\\u0061ss9xQ72"', 'pass9xQ72', undefined],
])('%s', (_, dialect, text, secret, expected) => {
  expect(rewrite(text, dialect, secret)).toBe(expected);
});

function nameIn(text: string, dialect: VariableDialect, secret = SECRET): string {
  const node = parseYaml(text).scalars.findLast((scalar) => scalar.value.includes(secret));
  if (node === undefined) throw new Error('no value');
  return proposeVariable(node, node.value.indexOf(secret), secret, dialect).proposed;
}

const env = (entry: string): string => `services:\n  my-db:\n    environment:\n      ${entry}\n`;

test.each<[string, VariableDialect, string]>([
  ['MYSQL_PASSWORD', 'compose', env(`MYSQL_PASSWORD: ${SECRET}`)],
  ['MYSQL_PASSWORD', 'compose', env(`- MYSQL_PASSWORD=${SECRET}`)],
  ['MY_DB_PASSWORD', 'compose', env(`PASSWORD: ${SECRET}`)],
  ['ADMIN_PASSWORD', 'compose', env(`CAM9XQ72PLMZ_ADMIN_PASSWORD: ${SECRET}`)],
  ['MY_DB_DOCKER_INIT_PASSWORD', 'compose', env(`DOCKER_INIT_PASSWORD: ${SECRET}`)],
  ['DATABASE_PASSWORD', 'compose', env(`DATABASE_URL: mysql://u:${SECRET}@h`)],
  ['API_TOKEN', 'compose', env(`API_URL: http://h/?token=${SECRET}`)],
  ['MY_DB_PASSWORD', 'compose', `services:\n  my-db:\n    command: --password=${SECRET}\n`],
  ['MY_DB_SECRET', 'compose', `services:\n  my-db:\n    command: x ${SECRET}\n`],
  ['FRIGATE_MQTT_PASSWORD', 'frigate', `mqtt:\n  password: ${SECRET}\n`],
  [
    'FRIGATE_FRONT_DOOR_PASSWORD',
    'frigate',
    `cameras:\n  front-door:\n    ffmpeg:\n      inputs:\n        - path: rtsp://u:${SECRET}@h\n`,
  ],
  ['FRIGATE_FRONT_ONVIF_PASSWORD', 'frigate', `cameras:\n  front:\n    onvif:\n      password: ${SECRET}\n`],
  ['CAMERA_FRONT_PASSWORD', 'go2rtc', `streams:\n  front: tapo://${SECRET}@h\n`],
  ['GO2RTC_API_PASSWORD', 'go2rtc', `api:\n  password: ${SECRET}\n`],
])('%s', (name, dialect, text) => {
  expect(nameIn(text, dialect)).toBe(name);
});

interface Asked {
  readonly text: string;
  readonly dialect?: VariableDialect;
}

function namesIn(asked: readonly Asked[], given: Partial<VariablesAtHand> = {}): string[] {
  const naming = new VariableNaming({ variables: () => new Map(), referenced: new Set(), set: new Map(), ...given });
  return asked.flatMap(({ text, dialect = 'compose' }) => {
    const requests = parseYaml(text)
      .scalars.filter((scalar) => scalar.value.includes(SECRET))
      .map((node) => {
        const proposal = proposeVariable(node, node.value.indexOf(SECRET), SECRET, dialect);
        return { node, value: SECRET, dialect, place: '.env', ...proposal };
      });
    naming.expect(requests, () => requests);
    return requests.map((request) => naming.nameFor(request));
  });
}

const two = `${env(`MYSQL_PASSWORD: ${SECRET}`)}      DB_URL: mysql://u:${SECRET}@h\n`;
const front = `cameras:\n  front:\n    onvif:\n      password: ${SECRET}\n`;

test.each<[string, readonly string[], Asked, Partial<VariablesAtHand>?]>([
  ['a part of a text has the name of the same password', ['MYSQL_PASSWORD', 'MYSQL_PASSWORD'], { text: two }],
  [
    'another value under the name',
    ['MYSQL_PASSWORD_2', 'MYSQL_PASSWORD_2'],
    { text: two },
    { variables: () => new Map([['MYSQL_PASSWORD', 'x']]) },
  ],
  [
    'the same value under the name',
    ['MYSQL_PASSWORD', 'MYSQL_PASSWORD'],
    { text: two },
    { variables: () => new Map([['MYSQL_PASSWORD', SECRET]]) },
  ],
  [
    'the name is in use, its value unknown',
    ['MYSQL_PASSWORD_2', 'MYSQL_PASSWORD_2'],
    { text: two },
    { referenced: new Set(['MYSQL_PASSWORD']) },
  ],
  ['one camera', ['FRIGATE_FRONT_ONVIF_PASSWORD'], { text: front, dialect: 'frigate' }],
  [
    'cameras with one password',
    ['FRIGATE_RTSP_PASSWORD', 'FRIGATE_RTSP_PASSWORD'],
    {
      text: `go2rtc:\n  streams:\n    front: rtsp://u:${SECRET}@h\n    back: rtsp://u:${SECRET}@h\n`,
      dialect: 'frigate',
    },
  ],
  [
    'what is there already',
    ['FRIGATE_CAMERA_PASSWORD'],
    { text: front, dialect: 'frigate' },
    { variables: () => new Map([['FRIGATE_CAMERA_PASSWORD', SECRET]]) },
  ],
  [
    'what the service has by itself',
    ['FRIGATE_FRONT_ONVIF_PASSWORD_2'],
    { text: front, dialect: 'frigate' },
    { set: new Map([['FRIGATE_FRONT_ONVIF_PASSWORD', 'x']]) },
  ],
])('%s', (_, expected, asked, given = {}) => {
  expect(namesIn([asked], given)).toEqual(expected);
});

const frigate = (more: string): string => `services:\n  nvr:\n    image: blakeblackshear/frigate\n${more}`;

test.each<[string, string, Readonly<Record<string, string>>, string, EnvState?]>([
  ['Compose: beside the file', 'stack/.env', {}, 'stack/compose.yaml', 'usable'],
  ['none there', 'no-secrets-file', {}, 'stack/compose.yaml', 'absent'],
  ['tracked by git', 'secrets-file-tracked', {}, 'stack/compose.yaml', 'tracked'],
  ['not plainly one', 'secrets-file-unusable', {}, 'stack/compose.yaml', 'unusable'],
  [
    'Frigate: its service’s',
    'stack/nvr.env',
    { 'stack/compose.yaml': frigate('    env_file: nvr.env\n') },
    'config.yml',
  ],
  ['the first of several', 'a.env', { 'compose.yaml': frigate('    env_file: [a.env, b.env]\n') }, 'config.yml'],
  ['with a path', 'a.env', { 'compose.yaml': frigate('    env_file:\n      - path: ./a.env\n') }, 'config.yml'],
  [
    'in a format of its own',
    'environment-not-here',
    { 'compose.yaml': frigate('    env_file:\n      - {path: a.env, format: raw}\n') },
    'config.yml',
  ],
  ['outside', 'environment-not-here', { 'compose.yaml': frigate('    env_file: ../a.env\n') }, 'config.yml'],
  ['absolute', 'environment-not-here', { 'compose.yaml': frigate('    env_file: /etc/a.env\n') }, 'config.yml'],
  ['no environment file', 'environment-not-here', { 'compose.yaml': frigate('') }, 'config.yml'],
  [
    'two services',
    'environment-not-here',
    { 'a/compose.yaml': frigate('    env_file: a.env\n'), 'b/compose.yaml': frigate('    env_file: b.env\n') },
    'config.yml',
  ],
  [
    'no service',
    'environment-not-here',
    { 'compose.yaml': 'services:\n  x:\n    image: y\n    env_file: a.env\n' },
    'config.yml',
  ],
])('%s: %s', (_, expected, files, path, state = 'usable') => {
  const found = chooseEnvFile(path, path === 'config.yml' ? 'frigate' : 'compose', {
    files: Object.keys(files).map((name) => ({ path: name, dialect: 'compose', includes: [], merges: [], names: [] })),
    parse: (name) => parseYaml(files[name] ?? ''),
    stateOf: () => state,
    variables: () => new Map(),
    mayCreate: false,
  });
  expect(typeof found === 'object' ? found.refused : found).toBe(expected);
});

const COMPOSE = `services:\n  db:\n    image: mariadb\n    environment:\n      MYSQL_PASSWORD: ${SECRET}\n`;
const FIXED = COMPOSE.replace(SECRET, '${MYSQL_PASSWORD}');

test('staged and on disk, each by its own text', () =>
  withRepo((repo) => {
    repo.write({ '.env': 'A=b\n', 'compose.yaml': COMPOSE });
    repo.git('add', 'compose.yaml');
    repo.write({ 'compose.yaml': `${COMPOSE}# more\n` });
    expect(repo.lint('--staged', '--fix').out).toContain('added to .env: MYSQL_PASSWORD');
    expect(repo.git('show', ':compose.yaml')).toBe(FIXED);
    expect(repo.read('compose.yaml')).toBe(`${FIXED}# more\n`);
    expect(repo.read('.env')).toBe(`A=b\nMYSQL_PASSWORD=${SECRET}\n`);
    expect(repo.read('.gitignore')).toContain('.env\n');
    expect(repo.tryGit('check-ignore', '-q', '.env').code).toBe(0);
  }));

test.each<[string, (repo: Parameters<Parameters<typeof withRepo>[0]>[0]) => void]>([
  ['is tracked', (repo) => repo.git('add', '-f', '.env')],
  ['is not plainly one', (repo) => repo.write({ '.env': 'A="b\nc"\n' })],
  ['is a link', (repo) => repo.run('sh', ['-c', 'mv .env real && ln -s real .env'])],
  ['is not there', (repo) => repo.run('rm', ['.env'])],
])('nothing is changed where .env %s', (_, prepare) =>
  withRepo((repo) => {
    repo.write({ '.env': 'A=b\n', 'compose.yaml': COMPOSE });
    prepare(repo);
    expect(repo.lint('--fix').code).toBe(1);
    expect(repo.read('compose.yaml')).toBe(COMPOSE);
  }),
);

test('Frigate only with --unsafe-fixes, a default never, a dry run shows no value', () =>
  withFolder((repo) => {
    const config = `mqtt:\n  host: h\n  password: ${SECRET}\ndetectors: {}\ncameras:\n  a:\n    ffmpeg: {}\n`;
    const compose = `${frigate('    env_file: .env\n')}    environment:\n      OTHER_PASSWORD: \${OTHER_PASSWORD:-def9xQ72plmz}\n`;
    repo.write({ '.env': 'A=b\n', 'compose.yaml': compose, 'frigate/config.yml': config });
    expect(repo.json().findings.map(({ noFix, fix }) => [noFix, fix?.text, fix?.safe])).toEqual([
      ['default-of-a-variable', undefined, undefined],
      [null, '{FRIGATE_MQTT_PASSWORD}', false],
    ]);
    repo.lint('--fix');
    expect(repo.read('frigate/config.yml')).toBe(config);
    const dry = repo.lint('--fix', '--unsafe-fixes', '--dry-run');
    expect(dry.out).toContain(`+  password: '{FRIGATE_MQTT_PASSWORD}'\n`);
    expect(dry.out).toContain('+FRIGATE_MQTT_PASSWORD=•••\n');
    expect(dry.out).not.toContain(SECRET);
    repo.lint('--fix', '--unsafe-fixes');
    expect(repo.read('frigate/config.yml')).toBe(config.replace(SECRET, "'{FRIGATE_MQTT_PASSWORD}'"));
    expect(repo.read('compose.yaml')).toBe(compose);
  }));

test.each<[string, string, string | undefined]>([
  ['literally', `FRIGATE_RTSP_PASSWORD: ${SECRET}`, 'FRIGATE_RTSP_PASSWORD'],
  ['in a list', `- "FRIGATE_RTSP_PASSWORD=${SECRET}"`, 'FRIGATE_RTSP_PASSWORD'],
  ['from .env', 'FRIGATE_RTSP_PASSWORD: ${CAMERA}', 'FRIGATE_RTSP_PASSWORD'],
  ['with a default', 'FRIGATE_RTSP_PASSWORD: ${CAMERA:-x}', undefined],
  ['another value', 'FRIGATE_RTSP_PASSWORD: other9xQ72', undefined],
  ['under a name that Frigate does not know', `RTSP_PASSWORD: ${SECRET}`, undefined],
])('what the service of Frigate has in its environment anyway: %s', (_, entry, name) =>
  withRepo(async (repo) => {
    const config = `mqtt:\n  host: h\ndetectors: {}\ncameras:\n  a:\n    ffmpeg:\n      inputs:\n        - path: rtsp://u:${SECRET}@h/s\n`;
    repo.write({
      '.env': `CAMERA=${SECRET}\n`,
      'compose.yaml': `${frigate('    environment:\n')}      ${entry}\n`,
      'frigate/config.yml': config,
    });
    const paths = ['frigate/config.yml'];
    const { left } = await fix({ cwd: repo.dir, write: true, unsafe: true, scope: { kind: 'paths', paths } });
    expect(left.map(({ noFix }) => noFix)).toEqual(name === undefined ? ['environment-not-here'] : []);
    expect(repo.read('frigate/config.yml')).toBe(name === undefined ? config : config.replace(SECRET, `{${name}}`));
    expect(repo.read('.env')).toBe(`CAMERA=${SECRET}\n`);
  }),
);
