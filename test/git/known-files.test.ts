// What is known from files of this machine besides secrets.yaml, and one value in several places. No value may be printed.
import { symlinkSync } from 'node:fs';
import { makeSample } from '../../src/rules/examples';
import { CLI, type JsonReport, type Repo, withFolder, withRepo } from '../support/repo';

const PASSWORD = makeSample('<A5><d3>-<A6>', 21);
const TOKEN = makeSample('<A40>', 22);

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly keyPath: string | null;
}
type WithRelated = JsonReport['findings'][number] & { readonly related: readonly Place[] };

function findings(repo: Repo, ...args: string[]): WithRelated[] {
  const report = repo.json(...args);
  expect(JSON.stringify(report)).not.toContain(PASSWORD);
  expect(JSON.stringify(report)).not.toContain(TOKEN);
  return (report.findings as WithRelated[]).map((one) => ({ ...one, related: one.related ?? [] }));
}

const shown = (all: readonly WithRelated[]): string[] =>
  all
    .filter(({ rule }) => !/^(?:secrets-file|sensitive-file)/.test(rule))
    .map(({ rule, file, line }) => `${rule} ${file}:${line}`);

describe('one value in several places', () => {
  const FILES = {
    'configuration.yaml': `mqtt:\n  password: ${PASSWORD}\n`,
    'tool/settings.ini': `[mqtt]\npassword = ${PASSWORD}\n`,
    'www/cam.js': `const url = "rtsp://anna:${PASSWORD}@192.0.2.7/";\n`,
    'other.yaml': `a:\n  api_key: ${TOKEN}\n`,
  };

  test('each names the others, in every form that can', async () => {
    await withRepo((repo) => {
      repo.write(FILES);
      const all = findings(repo);
      expect(all.map(({ file, related }) => [file, related])).toEqual([
        [
          'configuration.yaml',
          [
            { file: 'tool/settings.ini', line: 2, column: 12, keyPath: 'mqtt.password' },
            { file: 'www/cam.js', line: 1, column: 14, keyPath: null },
          ],
        ],
        ['other.yaml', []],
        [
          'tool/settings.ini',
          [
            { file: 'configuration.yaml', line: 2, column: 13, keyPath: 'mqtt.password' },
            { file: 'www/cam.js', line: 1, column: 14, keyPath: null },
          ],
        ],
        [
          'www/cam.js',
          [
            { file: 'configuration.yaml', line: 2, column: 13, keyPath: 'mqtt.password' },
            { file: 'tool/settings.ini', line: 2, column: 12, keyPath: 'mqtt.password' },
          ],
        ],
      ]);
      const pretty = repo.lint().out;
      expect(pretty).toContain('= also in tool/settings.ini:2, www/cam.js:1');
      expect(pretty).not.toContain(PASSWORD);
      const sarif = JSON.parse(repo.lint('--format', 'sarif').out) as {
        runs: { results: { relatedLocations?: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
      };
      expect(
        sarif.runs[0]?.results.map((one) =>
          one.relatedLocations?.map((at) => at.physicalLocation.artifactLocation.uri),
        ),
      ).toEqual(expect.arrayContaining([['tool/settings.ini', 'www/cam.js'], undefined]));
      expect(repo.lint('--format', 'html').out).toContain('Also in tool/settings.ini:2, www/cam.js:1.');
    });
  });

  test('a hundred places are not listed a hundred times', async () => {
    await withRepo((repo) => {
      repo.write({ 'a.yaml': Array.from({ length: 100 }, (_, at) => `k${at}:\n  password: ${PASSWORD}\n`).join('') });
      expect(new Set(findings(repo).map(({ related }) => related.length))).toEqual(new Set([10]));
      expect(repo.lint().out).toContain('and 7 more');
    });
  });

  test('an earlier version of the same file is no further place', async () => {
    await withRepo((repo) => {
      repo.commit({ 'a.yaml': `mqtt:\n  password: ${PASSWORD}\n` });
      repo.commit({ 'a.yaml': `# moved\nmqtt:\n  password: ${PASSWORD}\n` });
      expect(findings(repo, '--history').map(({ related }) => related)).toEqual([[], []]);
    });
  });
});

describe('values of other local files', () => {
  test('an ignored .env beside a compose file', async () => {
    await withRepo((repo) => {
      repo.write({
        '.gitignore': '.env\n',
        'docker/compose.yml': 'services:\n  db:\n    image: mariadb\n',
        'docker/.env': `TZ=Europe/Berlin\nMYSQL_PASSWORD=${PASSWORD}\nMYSQL_USER=hass\n`,
        'notes.txt': `the one of the database is ${PASSWORD}\nhass, Europe/Berlin\n`,
      });
      const all = findings(repo);
      expect(shown(all)).toEqual(['known-secret notes.txt:1']);
      expect(all[0]?.message).toBe('This is the value of `MYSQL_PASSWORD` in docker/.env.');
      expect(all[0]?.related).toEqual([{ file: 'docker/.env', line: 2, column: 1, keyPath: 'MYSQL_PASSWORD' }]);
    });
  });

  test('a .env that git would take is reported by its lines, and is no copy of itself', async () => {
    await withRepo((repo) => {
      repo.write({ '.env': `MYSQL_PASSWORD=${PASSWORD}\n`, 'run.sh': `#!/bin/sh\nmysql --login-path=x ${PASSWORD}\n` });
      const all = findings(repo);
      expect(all.map(({ rule, file }) => `${rule} ${file}`)).toEqual(['inline-credential .env', 'known-secret run.sh']);
    });
  });

  test('with it alone nothing is said about references', async () => {
    await withRepo((repo) => {
      repo.write({
        '.gitignore': '.env\nsecrets.yaml\n',
        '.env': `A_TOKEN=${TOKEN}\n`,
        'configuration.yaml':
          'mqtt:\n  password: !secret nowhere # ha-secrets-lint: ignore[undefined-secret] of the host\n',
      });
      expect(shown(findings(repo))).toEqual([]);
    });
  });

  test.each([
    ['private/ad.yaml', 'private/ad.yaml'],
    ['/conf/private/ad.yaml', 'private/ad.yaml'],
    ['/homeassistant/ad.yaml', 'ad.yaml'],
  ])('the file that AppDaemon names: %s', async (named, path) => {
    await withRepo((repo) => {
      repo.write({
        '.gitignore': `${path}\nsecrets.yaml\n`,
        'appdaemon/appdaemon.yaml': `secrets: ${named}\nappdaemon:\n  plugins: {}\n`,
        [path]: `mqtt_password: ${PASSWORD}\n`,
        'appdaemon/apps/x.py': `X = "${PASSWORD}"\n`,
      });
      expect(shown(findings(repo))).toEqual(['known-secret appdaemon/apps/x.py:1']);
    });
  });

  test('AppDaemon’s path may not lead out, nor through a link', async () => {
    await withFolder((folder) => {
      folder.write({ 'outside/ad.yaml': `mqtt_password: ${PASSWORD}\n`, 'home/x.py': `X = "${PASSWORD}"\n` });
      symlinkSync('../outside', folder.path('home/private'));
      for (const named of [
        '../../outside/ad.yaml',
        '../private/ad.yaml',
        '/conf/private/ad.yaml',
        '/../outside/ad.yaml',
      ]) {
        folder.write({ 'home/appdaemon/appdaemon.yaml': `secrets: ${named}\nappdaemon:\n  plugins: {}\n` });
        const ran = folder.run(process.execPath, [CLI, '--format', 'json'], { cwd: 'home' });
        expect((JSON.parse(ran.out) as JsonReport).findings).toEqual([]);
      }
      folder.write({ 'home/real/ad.yaml': folder.read('outside/ad.yaml') });
      folder.write({ 'home/appdaemon/appdaemon.yaml': 'secrets: ../real/ad.yaml\nappdaemon:\n  plugins: {}\n' });
      const ran = folder.run(process.execPath, [CLI, '--format', 'json'], { cwd: 'home' });
      expect((JSON.parse(ran.out) as JsonReport).findings.map(({ file, rule }) => `${rule} ${file}`)).toContain(
        'known-secret x.py',
      );
    });
  });
});

const ENTRIES = {
  version: 1,
  key: 'core.config_entries',
  data: {
    entries: [
      {
        entry_id: 'a',
        domain: 'mqtt',
        title: 'Broker',
        data: { broker: '192.0.2.5', username: 'hass', password: PASSWORD },
      },
      {
        entry_id: 'b',
        domain: 'weatherly',
        title: TOKEN,
        data: { api_key: TOKEN, name: 'Home', password: 'homeassistant' },
      },
    ],
  },
};
const HOME = {
  '.gitignore': '.storage\nsecrets.yaml\n',
  'configuration.yaml': 'homeassistant:\n  name: Home\n',
  '.storage/core.config_entries': JSON.stringify(ENTRIES, undefined, 2),
  'notes.txt': `broker: ${PASSWORD}\nweather ${TOKEN}\nhomeassistant hass 192.0.2.5\n`,
};

describe('what was typed into the interface', () => {
  test('is not read unless the config says so', async () => {
    await withRepo((repo) => {
      repo.write(HOME);
      expect(shown(findings(repo))).toEqual([]);
    });
  });

  test('is known with `storage: true`, by file and entry', async () => {
    await withRepo((repo) => {
      repo.write({ ...HOME, '.ha-secrets-lint.yaml': 'storage: true\n' });
      const all = findings(repo);
      expect(shown(all)).toEqual(['known-secret notes.txt:1', 'known-secret notes.txt:2']);
      expect(all.map(({ message }) => message)).toEqual([
        'This is the value of `password` of mqtt (Broker) in .storage/core.config_entries.',
        // a title that is the value itself is not shown
        'This is the value of `api_key` of weatherly in .storage/core.config_entries.',
      ]);
    });
  });

  test('only beside configuration.yaml, and through no link', async () => {
    await withRepo((repo) => {
      const { 'configuration.yaml': _, ...without } = HOME;
      repo.write({ ...without, '.ha-secrets-lint.yaml': 'storage: true\n' });
      expect(shown(findings(repo))).toEqual([]);
    });
    await withRepo((repo) => {
      const { '.storage/core.config_entries': entries, ...rest } = HOME;
      repo.write({
        ...rest,
        '.gitignore': '.storage\nelsewhere\nsecrets.yaml\n',
        'elsewhere/core.config_entries': entries,
        '.ha-secrets-lint.yaml': 'storage: true\n',
      });
      symlinkSync('elsewhere', repo.path('.storage'));
      expect(shown(findings(repo))).toEqual([]);
    });
  });

  test('a broken store says nothing and stops nothing', async () => {
    await withRepo((repo) => {
      repo.write({
        ...HOME,
        '.storage/core.config_entries': '{"data": {"entries": [',
        '.ha-secrets-lint.yaml': 'storage: true\n',
      });
      expect(shown(findings(repo))).toEqual([]);
    });
  });
});

test('a .env made to cost time does not', async () => {
  await withRepo((repo) => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `A${at}_TOKEN=aaaa${at}${TOKEN}\n`);
    repo.write({ '.gitignore': '.env\n', '.env': lines.join(''), 'a.txt': 'aaaa'.repeat(50_000) });
    const start = Date.now();
    expect(shown(findings(repo))).toEqual([]);
    expect(Date.now() - start).toBeLessThan(30_000);
  });
});
