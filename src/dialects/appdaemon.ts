// AppDaemon: appdaemon.yaml and apps. Reference: `!secret name`, `!env_var NAME`. Source: AppDaemon 4.5.12 appdaemon/utils.py.
import { type Dialect, isReferenceTag } from './dialect.js';

const APP = /^[ \t]{1,16}module:[ \t]+\S/m;
const APP_CLASS = /^[ \t]{1,16}class:[ \t]+\S/m;

export const appdaemon: Dialect = {
  name: 'appdaemon',
  byContent: ({ keys, text }) => keys.has('appdaemon') || (APP.test(text) && APP_CLASS.test(text)),
  byToml: ({ path, text }) =>
    /^\[appdaemon(?:\]|\.)/m.test(text) ||
    (/(?:^|\/)appdaemon\//i.test(path) && /^module[ \t]*=/m.test(text) && /^class[ \t]*=/m.test(text)),
  byPlace: (path) => /(?:^|\/)(?:appdaemon\/[^\n]*|appdaemon|apps)\.ya?ml$/i.test(path),
  isReference: isReferenceTag,
  substitution: undefined,
  makeReference: (name) => `!secret ${name}`,
};
