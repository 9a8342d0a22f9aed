// A report on files whose names and keys attack whoever shows them.
import type { Report } from '../../src/run/run';
import { reportOf, VALUES } from './report';

/** Names as git gives them; bytes that are no UTF-8 as lone surrogates. */
export const HOSTILE_NAMES: readonly string[] = [
  'plain.yaml',
  'new\nline.yaml',
  'return\r::error file=x::owned.yaml',
  'escape\x1b[31mred\x07.yaml',
  'c1\x9b31m.yaml',
  'bytes\udcff\udcfe.yaml',
  'half\udce2\udc82.yaml',
  'bidi\u202egpj.yaml',
  'zero\u200bwidth.yaml',
  'line\u2028separator.yaml',
  'noncharacter\uffff\ufffe.yaml',
  'markup<script>alert(1)</script>.yaml',
  '"><img src=x onerror=alert(1)>.yaml',
  "quote' onload='x.yaml",
  'cdata]]>&lt;&#0;.yaml',
  '100%41,b:c::d%0A.yaml',
  'pipe|`code`|[link](javascript:alert(1)).yaml',
  'space and\ttab.yaml',
  'd:drive.yaml',
  'hash#query?.yaml',
  'emoji🔑.yaml',
  '{0} {{x}} ${y}.yaml',
  '-dash.yaml',
];

/** The same findings in a file of each such name, with a key that is no better. */
export async function hostileReport(): Promise<Report> {
  const key = JSON.stringify('k\u001b[2J<b>\n]]>`|\u202e::error::');
  const report = await reportOf({
    'configuration.yaml': `mqtt:\n  password: ${VALUES.broker}\nrest_command:\n  ${key}:\n    password: ${VALUES.camera}\n`,
  });
  const findings = HOSTILE_NAMES.flatMap((file) =>
    report.findings.map((located) => ({
      ...located,
      finding: {
        ...located.finding,
        file,
        message: `${located.finding.message} (${file})`,
        commit: 'c'.repeat(40),
        // a file that should never have been there gets into the lines to paste
        class: located.finding.rule === 'inline-credential' ? ('guard' as const) : located.finding.class,
        leak: { inHead: true, onRemote: null, firstCommit: 'c'.repeat(40), firstPath: `${file}.old`, rotate: null },
        fix: located.finding.fix === null ? null : { ...located.finding.fix, secretsFile: `${file}/secrets.yaml` },
      },
    })),
  );
  const errors = HOSTILE_NAMES.map((file) => ({ file, message: `cannot read ${file}` }));
  return { ...report, findings, errors, notes: [...HOSTILE_NAMES] };
}
