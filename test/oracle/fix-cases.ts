// Texts in which every value is replaced: each style and place of a scalar.

/** [what it is, text, how many of its values go]. */
export const CASES: readonly (readonly [string, string, number])[] = [
  ['plain, quoted, tagged', 'a: plain\nb: "double \\u00e4"\nc: \'sin\'\'gle\'\nd: !!str 1234\ne: !!str "x"\n', 5],
  [
    'numbers as PyYAML reads them',
    'a: 0123\nb: 089\nc: 0x1F\nd: 1_000\ne: 1e5\nf: 1.5e+3\ng: .5\nh: -.5\ni: 0o17\n',
    9,
  ],
  ['words and nothing', 'a: yes\nb: No\nc: on\nd: y\ne: ~\nf: null\ng: none\nh: tRue\n', 8],
  [
    'dates and sexagesimals',
    'a: 2024-01-01\nb: 2024-1-1\nc: 2024-01-01 12:00:00\nd: 12:30\ne: 12:30:45\nf: 00:05\n',
    6,
  ],
  ['flow', 'a: {k: v, "q": "w", n: [1, \'two\', three]}\nb: [x,\n  y]\nc: {"j":"glued"}\n', 8],
  ['anchors and merges', 'a: &x secret one\nb: *x\nc: &m {p: q}\nd:\n  <<: *m\n  r: &y "s"\ne: *y\n', 3],
  [
    'block scalars',
    'a: |\n  one\n  two\nb: >-\n  folded\n  line\n\n  more\nc: |+\n  kept\n\nd: |2\n    indented\ne: x\n',
    5,
  ],
  ['a block at the end without a line end', 'a: x\nb: |\n  one\n  two', 2],
  ['a block kept at the end', 'a: x\nb: |+\n  one\n\n\n', 2],
  ['several lines, plain and quoted', 'a: one\n  two\n\n  three\nb: "one\n  two\\\n  three"\nc: \'one\n\n  two\'\n', 3],
  ['a value on the line below', 'a:\n  value\nb:\n  - \n    "x"\nc:\n  |\n  block\n', 3],
  ['comments, with tabs', 'a: x # one\nb: "y"\t# two\nc: z\t\t#\tthree\n# end', 3],
  ['CRLF', 'a: x\r\nb: |\r\n  one\r\n  two\r\nc: "d\r\n  e"\r\n', 3],
  ['a byte order mark', '\ufeffa: x\nb: "y"\n', 2],
  ['no line end at the end', 'a: x\nb: "y"', 2],
  ['emoji and letters of all kinds', 'a: 😀 plain\nb: "😀 \\U0001F600"\nc: |\n  päß 😀\nkey 😀: Ω\n', 4],
  ['line ends that only YAML knows', 'a: "x\u2028y"\nb: \'x\u0085y\'\nc: z\n', 1],
  ['control characters by escape', 'a: "x\\e\\0\\x07y\n  z"\nb: "\\t\\\\\n  \\""\n', 2],
  ['duplicate keys', 'a: x\na: y\n', 2],
];
