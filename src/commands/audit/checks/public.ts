// The folder that Home Assistant serves without a login.
import { type AuditCheck, counted, fail, pass, unknown, warn } from '../check.js';
import { HA, POINTS } from '../points.js';

const HOME = { 'configuration.yaml': 'homeassistant:\n' };

export const checks: readonly AuditCheck[] = [
  {
    id: 'public-files',
    point: POINTS.access,
    title: 'Nothing private lies in www/',
    why: 'Home Assistant serves the folder www/ under /local to everybody who reaches it, without a login.',
    remedy: 'Move it out of www/, and change what was in it if the house is reached from outside.',
    help: `${HA}/integrations/http/`,
    judge: ({ home, publicFiles }) => {
      if (home === undefined) return unknown('there is no Home Assistant configuration here');
      const sure = publicFiles.filter((file) => file.sure);
      const found = sure.length > 0 ? sure : publicFiles;
      const [first] = found;
      if (first === undefined) return pass('there is none, or no private file in it');
      const more = found.length > 1 ? `, and ${counted(found.length - 1, 'more such file')}` : '';
      const text = `${first.what} is served to everybody${more}`;
      const places = found.map(({ path, line }) => ({ file: path, line }));
      return sure.length > 0 ? fail(text, ...places) : warn(text, ...places);
    },
    examples: [
      {
        about: 'A card and a picture',
        verdict: 'pass',
        files: { ...HOME, 'www/card.js': 'x()\n', 'www/plan.png': 'x' },
      },
      {
        about: 'A copy of the secrets file, which git ignores',
        verdict: 'fail',
        files: { ...HOME, 'www/old/secrets.yaml': 'broker: garden-Frog-42\n', '.gitignore': 'secrets.yaml\n' },
        tracked: ['configuration.yaml', '.gitignore'],
        at: 'www/old/secrets.yaml',
      },
      {
        about: 'A page with a password in it',
        verdict: 'fail',
        files: { ...HOME, 'www/panel.yaml': 'mqtt:\n  password: garden-Frog-42\n' },
        at: 'www/panel.yaml:2',
      },
      { about: 'A log', verdict: 'warn', files: { ...HOME, 'www/debug.log': 'x\n' }, at: 'www/debug.log' },
    ],
  },
];
