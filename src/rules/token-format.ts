// A value with the shape that a known issuer gives its tokens, whatever key it stands under.

import type { Rule } from '../types.js';
import { TOKEN_NEEDLE } from './data/tokens.js';
import { makeSample } from './examples.js';
import { findInRegions, valueRegions } from './regions.js';
import { withArticle } from './text/article.js';
import { findTokens } from './text/tokens.js';

const id = 'token-format';

export const rule: Rule = {
  meta: {
    id,
    class: 'credential',
    severity: 'error',
    summary: 'a value with the shape of a known issuer’s token',
    why: 'The shape alone tells what the token opens. Such tokens are searched for in public repositories within minutes.',
    remedy: 'Move the value to the secrets file, and have the issuer revoke the token if it was ever pushed.',
    specificity: 40,
  },
  needle: TOKEN_NEEDLE,
  *checkFile(unit) {
    yield* findInRegions(
      unit,
      valueRegions(unit),
      TOKEN_NEEDLE,
      findTokens,
      id,
      (hit) => `This looks like ${withArticle(hit.noun)}.`,
    );
  },
  examples: {
    bad: [
      {
        file: 'appdaemon/appdaemon.yaml',
        about: 'a long-lived access token',
        text: `appdaemon:\n  plugins:\n    HASS:\n      type: hass\n      token: «${makeSample('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiI<b91>.<b43>', 4)}»\n`,
      },
      {
        file: 'configuration.yaml',
        about: 'a bot token under a key that says nothing',
        text: `input_text:\n  note:\n    initial: «"${makeSample('<d9>:AA<b33>', 5)}"»\n`,
      },
    ],
    good: [
      {
        file: 'automations.yaml',
        about: 'a device id has no issuer',
        text: `- alias: x\n  action:\n    - device_id: ${makeSample('<h32>', 6)}\n`,
      },
      {
        file: 'configuration.yaml',
        about: 'crossed out',
        text: 'telegram_bot:\n  - platform: polling\n    api_key: 123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n',
      },
    ],
  },
};
