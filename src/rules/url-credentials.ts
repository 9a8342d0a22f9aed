// A login inside a URL: `user:password@`, a credential in the query, or an address that is itself the key.

import type { Rule } from '../types.js';
import { makeSample } from './examples.js';
import { findInRegions, valueRegions } from './regions.js';
import { withArticle } from './text/article.js';
import { findUrlLogins, URL_NEEDLE } from './text/urls.js';

const id = 'url-credentials';

export const rule: Rule = {
  meta: {
    id,
    class: 'credential',
    severity: 'error',
    summary: 'a URL with a password, token or key in it',
    why: 'Whoever reads the URL can use the login in it: the camera, the database, the webhook. URLs are copied and logged more readily than passwords.',
    remedy:
      'Put the whole URL into the secrets file and refer to it: `!secret name` replaces whole values only, never a part of a string.',
    specificity: 30,
  },
  needle: URL_NEEDLE,
  *checkFile(unit) {
    yield* findInRegions(
      unit,
      valueRegions(unit),
      URL_NEEDLE,
      findUrlLogins,
      id,
      (hit) => `This URL holds ${withArticle(hit.noun)}.`,
    );
  },
  examples: {
    bad: [
      {
        file: 'packages/cameras.yaml',
        about: 'a camera stream with its login',
        text: `camera:\n  - platform: ffmpeg\n    input: «rtsp://viewer:${makeSample('<l6><d3>')}@192.0.2.10:554/stream1»\n`,
      },
      {
        file: 'configuration.yaml',
        about: 'a database URL',
        text: `recorder:\n  db_url: «"mysql://ha:${makeSample('<A14>', 2)}@core-mariadb/ha?charset=utf8mb4"»\n`,
      },
      {
        file: 'rest.yaml',
        about: 'a key in the query',
        text: `sensor:\n  - platform: rest\n    resource: «https://api.example.com/v1/forecast?lat=1&appid=${makeSample('<h32>', 3)}»\n`,
      },
    ],
    good: [
      {
        file: 'packages/cameras.yaml',
        about: 'no login in it',
        text: 'camera:\n  - platform: ffmpeg\n    input: rtsp://192.0.2.10:554/stream1\n',
      },
      {
        file: 'rest.yaml',
        about: 'the login is filled in elsewhere',
        text: 'rest_command:\n  ping:\n    url: "http://{{ user }}:{{ password }}@192.0.2.10/"\n',
      },
      {
        file: 'configuration.yaml',
        about: 'a user name alone opens nothing',
        text: 'shell_command:\n  sync: rsync -a ssh://backup@192.0.2.10/config .\n',
      },
    ],
  },
};
