// The diff of a dry run: what changes can be seen, what it was cannot.

import { parseYaml } from '../../src/document/yaml';
import { diffFile, diffPlain, diffSecrets } from '../../src/fix/masked-diff';
import { fixAll } from '../support/fix-all';

const TEXT = `# hidden one
mqtt:
  broker: hidden-two
  port: 1883
  password: "hidden-three"   # hidden four
  certificate: |
    hidden five
      hidden six
  topic: !include hidden_not.yaml
  list: [hidden-seven, 'hidden-eight']
`;

function only(key: string) {
  return fixAll(
    Buffer.from(TEXT, 'utf8'),
    (scalar) => scalar.parent.in === 'map' && scalar.parent.pair.key?.value === key,
  );
}

test('one line', () => {
  const [file] = only('password').plan.files;
  expect(file && diffFile(file)).toBe(`--- a/packages/x.yaml
+++ b/packages/x.yaml
@@ -3,5 +3,5 @@
   broker: •••
   port: 1883
-  password: •••   #•••
+  password: !secret mqtt_password   #•••
   certificate: •••
     •••
`);
});

test('several lines', () => {
  const [file] = only('certificate').plan.files;
  expect(file && diffFile(file)).toBe(`--- a/packages/x.yaml
+++ b/packages/x.yaml
@@ -4,7 +4,5 @@
   port: 1883
   password: •••   #•••
-  certificate: •••
-    •••
-      •••
+  certificate: !secret mqtt_certificate
   topic: !include hidden_not.yaml
   list: [•••, •••]
`);
});

test('nothing that was hidden can be read, whatever is replaced', () => {
  for (const { value } of parseYaml(TEXT).scalars) {
    const { plan } = fixAll(Buffer.from(TEXT, 'utf8'), (scalar) => scalar.value === value);
    for (const file of plan.files) expect(diffFile(file)).not.toMatch(/hidden(?!_not)/);
    for (const file of plan.secrets) expect(diffSecrets(file)).not.toMatch(/hidden(?!_not)/);
  }
});

test('of a secrets file the names', () => {
  const before = Buffer.from('# note\nold: 1234\n', 'utf8');
  const after = Buffer.from('# note\nold: 1234\nnew: "x\\ny"\n', 'utf8');
  expect(
    diffSecrets({ path: 'secrets.yaml', before, after, names: ['new'], isEnvironment: false }),
  ).toBe(`--- a/secrets.yaml
+++ b/secrets.yaml
@@ -1,2 +1,3 @@
 #•••
 old: •••
+new: •••
`);
});

test('.gitignore as it is', () => {
  expect(diffPlain('.gitignore', undefined, Buffer.from('secrets.yaml\n'))).toBe(
    '--- /dev/null\n+++ b/.gitignore\n@@ -0,0 +1,1 @@\n+secrets.yaml\n',
  );
});
