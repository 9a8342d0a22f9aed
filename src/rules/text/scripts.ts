// What assigns a login in the lines of files beside a configuration, by the kind of file: programs, scripts of the shell,
// Dockerfiles, templates, notes; and in settings what stands inside their values. One line at a time.
import { judge } from '../../judgement/index.js';
import { literalPart } from '../../judgement/literal-part.js';
import { isPlaceholder } from '../../judgement/placeholder.js';
import { looksGenerated } from '../../judgement/shape.js';
import type { Unit } from '../../types.js';
import { passGate } from '../keys/gate.js';
import { classifyName } from '../keys/names.js';
import { findVariables } from './assignments.js';
import type { FindHits, Hit } from './hit.js';
import { DEFINED, findProgramLogins, findTemplateLogins } from './programs.js';

const PROGRAM =
  /\.(?:py|pyw|pyi|[cm]?jsx?|[cm]?tsx?|vue|svelte|php|lua|go|rs|ino|pde|cpp|cxx|cc|c|h|hh|hpp|hxx|cs|java|kts?|swift|dart|rb|pl|ps1|groovy|nut|be)$/i;
const SHELL =
  /\.(?:sh|bash|zsh|ash|fish|bat|cmd)$|(?:^|\/)\.(?:bashrc|zshrc|profile|bash_profile|bash_aliases|envrc)$/i;
const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]{1,40})?$|\.(?:dockerfile|containerfile)$/i;
const TEMPLATE = /\.(?:jinja2?|j2|njk|liquid|mustache|hbs|tmpl|template|html?|xml)$/i;
const NOTES = /\.(?:md|markdown|mdx|txt|rst|adoc|org|rtf|text)$|(?:^|\/)(?:README|NOTES|TODO)$/i;
/** Code that was installed or packed: nobody of this house wrote it. */
const NOT_OWN =
  /(?:^|\/)(?:custom_components|www\/community|node_modules|site-packages|\.venv|venv|vendor|dist)\/|\.min\.\w{2,3}$/;
const LONGEST_LINE = 1000;

/** A telling word, then what assigns: made of few words, for it is looked for in every text. */
export const SCRIPT_NEEDLE =
  /(?:begin|btoa|b64encode|base64|login|BasicAuth|DigestAuth|username_pw_set|setCredentials|setAuthentication)\s{0,3}\(|(?:pass|pw|token|secret|key|psk|auth|code|pin|wort|woord|senha|heslo)[\w.-]{0,60}[\]"'`*]{0,3}(?:[ \t]{0,20}[=:,|?[]|[ \t]{1,20}\S)/i;

/** The matcher for a file's lines, or undefined: the file is of another kind. */
export function scriptMatcher({ path, source: { text }, format }: Unit): FindHits | undefined {
  if (NOT_OWN.test(path)) return undefined;
  if (format !== 'text') return (line) => lineHits(line, findInSettings);
  if (PROGRAM.test(path)) return (line) => lineHits(line, findProgramLogins);
  if (DOCKERFILE.test(path)) return (line) => lineHits(line, findInDockerfile);
  if (TEMPLATE.test(path)) return (line) => lineHits(line, findTemplateLogins);
  if (NOTES.test(path)) return (line) => lineHits(line, findNoted);
  const isShell = SHELL.test(path) || /^#![^\n]{0,60}\b(?:ba|z|a|da)?sh\b/.test(text.slice(0, 80));
  if (isShell) return (line) => lineHits(line, findShellVariables);
  return /^#![^\n]{0,60}\b(?:python|node|deno|bun|ruby|perl)/.test(text.slice(0, 80))
    ? (line) => lineHits(line, findProgramLogins)
    : undefined;
}

const COMMENT = /^\s*(?:#|\/\/|;|\*|\/\*|--|REM\b|<!--)/i;

/** A line that was commented out is told as a warning, as in YAML. */
function* lineHits(line: string, find: FindHits): Generator<Hit> {
  if (line.length > LONGEST_LINE) return;
  const isComment = COMMENT.test(line) && !DEFINED.test(line);
  for (const hit of find(line)) yield isComment ? { ...hit, confidence: 'low' } : hit;
}

function* findShellVariables(line: string): Generator<Hit> {
  yield* findVariables(line, 'yaml');
  const own =
    /^(\s{0,40}(?:(?:export|local|readonly|declare|set)\s{1,5}(?:-\w{1,3}\s{1,3})?)?)([a-z]\w{1,60})=(\S[^\n]{0,400})$/.exec(
      line,
    );
  if (own !== null) yield* assigned(own[1]?.length ?? 0, own[2] ?? '', own[3] ?? '');
}

/** Of a compiler: `-DWIFI_PSK=\"x\"` (gcc(1); PlatformIO `build_flags`). */
const FLAG = /(?<![^\s'"])-D[ \t]{0,3}([A-Za-z_]\w{1,60})=(\\?["']{0,2}[^\s"'\\]{2,200})/g;

function* findInSettings(line: string): Generator<Hit> {
  for (const match of line.matchAll(FLAG)) {
    const value = (match[2] ?? '').replace(/^[\\"']+/, '');
    yield* assigned(match.index, match[1] ?? '', value, match.index + match[0].length);
  }
  // `Environment="TOKEN=x"` of a unit (systemd.exec(5))
  yield* findVariables(line, 'yaml');
}

/** `ENV NAME value`, the older way to write `ENV NAME=value` (Dockerfile reference). */
const OLD_ENV = /^(\s{0,20}ENV[ \t]{1,10})([A-Za-z_]\w{1,60})[ \t]{1,10}(\S[^\n]{0,400})$/i;

function* findInDockerfile(line: string): Generator<Hit> {
  yield* findVariables(line, 'yaml');
  const old = OLD_ENV.exec(line);
  if (old !== null && !(old[3] ?? '').startsWith('=')) yield* assigned(old[1]?.length ?? 0, old[2] ?? '', old[3] ?? '');
}

/** `API key: x`, `wifi_psk = "x"`, with the marks of Markdown around. */
const NOTED =
  /(?<![\p{L}\p{N}_-])([\p{L}_][\p{L}\p{N}_-]{0,40}(?:[ ][\p{L}\p{N}_-]{1,20}){0,2})["'`*]{0,3}[ \t]{0,5}[:=][ \t]{0,5}["'`*]{0,3}([^\s"'`*<>|]{16,300})/gu;

/** A part left out, the alphabet, an expression. */
const MADE_FOR_READERS = /[(){}]|\.\.\.|…|abcdefghijkl/i;

/** In notes and documentation most values are examples: only what a generator made is believed. */
function* findNoted(line: string): Generator<Hit> {
  for (const match of line.matchAll(NOTED)) {
    const [whole, name = '', value = ''] = match;
    const evidence = classifyName(name);
    if (evidence === undefined || judge(value, 'yaml') !== undefined || !looksGenerated(value)) continue;
    if (
      passGate(evidence.gate, value) === undefined ||
      MADE_FOR_READERS.test(value) ||
      isPlaceholder(value.replace(/[0-9]+/g, ' '))
    )
      continue;
    yield {
      start: match.index,
      end: match.index + whole.length,
      secret: value,
      noun: evidence.noun,
      confidence: 'medium',
      because: `\`${name}\` in notes, with a generated value: ${evidence.because}`,
    };
  }
}

function* assigned(
  start: number,
  name: string,
  written: string,
  end = start + name.length + 1 + written.length,
): Generator<Hit> {
  const quoted = /^(["'])([^\n]{0,600}?)\1\s{0,9}(?:[#;][^\n]*)?$/.exec(written)?.[2];
  const plain = quoted ?? written.replace(/\s[#;][^\n]*$/, '').trim();
  const value = literalPart(plain) ?? plain;
  const evidence = classifyName(name);
  if (evidence === undefined || isComputed(value) || judge(value, 'yaml') !== undefined) return;
  const confidence = passGate(evidence.gate, value);
  if (confidence === undefined) return;
  yield {
    start,
    end,
    secret: value,
    noun: evidence.noun,
    confidence,
    because: `\`${name}\` assigned in a script: ${evidence.because}`,
  };
}

/** Filled in by the shell, or by the program that reads the settings. */
export function isComputed(value: string): boolean {
  return /^[`$<(]|\$\{|\$\(|^%\(?\w+\)?[s%]?$/.test(value);
}
