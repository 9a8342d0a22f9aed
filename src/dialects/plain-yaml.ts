// Any other YAML: generic key names and value shapes only, no way to refer to a secret is known.
import { type Dialect, isReferenceTag } from './dialect.js';

/** Files of other tools that stand in nearly every repository. */
const OTHER_TOOLS =
  /(?:^|\/)(?:\.github|\.gitlab|\.circleci|\.forgejo|\.gitea|\.vscode|node_modules)\/|(?:^|\/)(?:\.(?:pre-commit-config|pre-commit-hooks|yamllint|travis|gitlab-ci|prettierrc|eslintrc|codecov|drone|woodpecker|readthedocs|ha-secrets-lint|hound|markdownlint(?:-cli2)?|mega-linter|sops)|mkdocs|_config|codecov|renovate|pubspec|action)\.ya?ml$/i;

export const plainYaml: Dialect = {
  name: 'yaml',
  byContent: () => false,
  byPlace: (path) => OTHER_TOOLS.test(path),
  isReference: isReferenceTag,
  substitution: undefined,
  makeReference: undefined,
};
