#!/usr/bin/env bash
# What action.yml runs. Installs the linter outside of the repository, so that nothing in it (an .npmrc, a node_modules) says what
# runs; writes annotations, the step summary and a SARIF file; ends as the linter ends.
set -u

fail() {
  printf '::error title=ha-secrets-lint::%s\n' "$1"
  exit 2
}

command -v node >/dev/null && command -v npm >/dev/null ||
  fail 'Node.js 20 or later is needed: put actions/setup-node before this step.'
temporary=${RUNNER_TEMP:-$(mktemp -d)}
sarif=${INPUT_SARIF:-$temporary/ha-secrets-lint.sarif}
case $sarif in *$'\n'*) fail 'The path of the SARIF file holds a line break.' ;; esac

version=${INPUT_VERSION:-$(node -p 'require(process.argv[1]).version' "$ACTION_PATH/package.json")}
home=$temporary/ha-secrets-lint
mkdir -p "$home" && printf '{"private":true}\n' >"$home/package.json" || fail "There is no place for the linter in $temporary."
(cd "$home" && npm install --ignore-scripts --no-save --no-audit --no-fund --no-progress --loglevel=error "ha-secrets-lint@$version" >&2) ||
  fail "ha-secrets-lint@$version could not be installed."

paths=()
while IFS= read -r path; do [ -z "$path" ] || paths+=("$path"); done <<<"${INPUT_PATHS:-}"
since=${INPUT_SINCE:-none}
# a base that the workflow did not choose stands back where paths are named
if [ "$since" = auto ]; then [ ${#paths[@]} -eq 0 ] && since=${BASE:-none} || since=none; fi
# what a pull request changes about the checks counts once it is merged, not for itself
config_from=${INPUT_CONFIG_FROM:-auto}
[ "$config_from" != auto ] || config_from=$since
arguments=(--format=github --format=sarif --output="$sarif")
[ "$since" = none ] || arguments+=(--since="$since")
[ "$config_from" = none ] || arguments+=(--config-from="$config_from")
[ -z "${INPUT_CONFIG:-}" ] || arguments+=(--config="$INPUT_CONFIG")
[ -z "${INPUT_MAX_WARNINGS:-}" ] || arguments+=(--max-warnings="$INPUT_MAX_WARNINGS")
[ ${#paths[@]} -eq 0 ] || arguments+=(-- "${paths[@]}")

cd "${INPUT_WORKING_DIRECTORY:-.}" || fail "There is no folder $INPUT_WORKING_DIRECTORY."
rm -f "$sarif"
node "$home/node_modules/ha-secrets-lint/dist/cli.cjs" "${arguments[@]}"
code=$?
if [ -f "$sarif" ]; then
  case $sarif in /* | [A-Za-z]:*) ;; *) sarif=$PWD/$sarif ;; esac
  [ -z "${GITHUB_OUTPUT:-}" ] || printf 'sarif=%s\n' "$sarif" >>"$GITHUB_OUTPUT"
fi
# the runner shows what was said to standard error in the log only
[ $code -ne 2 ] || printf '::error title=ha-secrets-lint::It could not do its job: the log of this step says why.\n'
exit $code
