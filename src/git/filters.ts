// Switches off the filters of a repository's configuration. Git writes an index only after a look at files that were changed in the
// same moment as the index, by way of the filters that `.gitattributes` names: programs.
import { splitNul } from './path.js';
import { runGit } from './run.js';

/** What such a file is compared by then is not what git would take in: it counts as changed, and git looks again. */
const OFF = { clean: '', smudge: '', process: '', required: 'false' } as const;

/** Variables for the commands that write the index. */
export async function filtersOff(cwd: string): Promise<NodeJS.ProcessEnv> {
  const listed = await runGit(cwd, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.']);
  const names = new Set(
    splitNul(listed.stdout).map((item) => /^filter\.(.*)\.[^.]+$/s.exec(item.toString('utf8'))?.[1]),
  );
  const env: NodeJS.ProcessEnv = {};
  let count = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  for (const name of names) {
    if (name === undefined) continue;
    for (const [key, value] of Object.entries(OFF)) {
      env[`GIT_CONFIG_KEY_${count}`] = `filter.${name}.${key}`;
      env[`GIT_CONFIG_VALUE_${count}`] = value;
      count += 1;
    }
  }
  return count === 0 ? {} : { ...env, GIT_CONFIG_COUNT: String(count) };
}
