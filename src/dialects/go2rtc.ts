// go2rtc.yaml on its own. Reference: `${NAME}` anywhere in the text; a default after the colon is itself literal.
// Source: AlexxIT/go2rtc pkg/creds.
import type { Dialect } from './dialect.js';

const SUBSTITUTION = /\$\{[A-Za-z_]\w{0,100}\}/;
const WHOLE = /^\$\{[A-Za-z_]\w{0,100}\}$/;
const SECTIONS = ['api', 'rtsp', 'webrtc', 'srtp', 'hls', 'mp4', 'homekit', 'ngrok', 'ffmpeg', 'log'];

export const go2rtc: Dialect = {
  name: 'go2rtc',
  byContent: ({ keys }) => keys.has('streams') && SECTIONS.some((section) => keys.has(section)),
  byPlace: (path) => /(?:^|\/)go2rtc[^/]*\.ya?ml$/i.test(path),
  isReference: (scalar) => WHOLE.test(scalar.value),
  substitution: SUBSTITUTION,
  makeReference: undefined,
  makeVariable: (name) => `\${${name}}`,
};
