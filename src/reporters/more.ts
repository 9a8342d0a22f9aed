// All formats but the two of the first day. A bundle of its own, loaded when one of them is asked for:
// a hook that prints for people does not pay for them.
import type { Report } from '../run/run.js';
import { reportCompact } from './compact.js';
import type { ReportContext } from './context.js';
import { reportGithub } from './github.js';
import { reportGitlab } from './gitlab.js';
import { reportGitlabSecrets } from './gitlab-secrets.js';
import { reportHtml } from './html.js';
import { reportJunit } from './junit.js';
import { reportSarif } from './sarif.js';

export { githubSummary } from './github.js';

export const REPORTERS = {
  compact: reportCompact,
  github: reportGithub,
  gitlab: reportGitlab,
  'gitlab-secrets': reportGitlabSecrets,
  html: reportHtml,
  junit: reportJunit,
  sarif: reportSarif,
} as const satisfies Readonly<Record<string, (report: Report, context: ReportContext) => string>>;

export type MoreFormat = keyof typeof REPORTERS;
