// Lock files hold a checksum for every package, and packages have telling names: `js-tokens`, `passwords`. None is a secret.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { NO_CONFIG } from '../../src/config/config.js';
import { lintBlob } from '../../src/lint-file.js';

const settings = { config: NO_CONFIG, levels: new Map(), dialect: undefined, secrets: undefined, prefilter: true };

const found = (path: string, text: string): string[] =>
  lintBlob({ path, bytes: Buffer.from(text), origin: { kind: 'stdin' } }, settings).findings.map(
    ({ rule, because }) => `${path}: ${rule} (${because})`,
  );

interface Package {
  readonly name: string;
  readonly seed: string;
}

const sum = (algorithm: string, { seed }: Package, encoding: 'hex' | 'base64'): string =>
  createHash(algorithm).update(seed).digest(encoding);
const sri = (one: Package): string => `sha512-${sum('sha512', one, 'base64')}`;

const package_ = fc.record({
  name: fc.constantFrom(
    'js-tokens',
    'passwords',
    'api-keys',
    'secrets',
    'access-token',
    'jsonwebtoken',
    'is-password',
    'auth-tokens',
    'private-keys',
    'pass-codes',
    'keygrip',
    '@scope/tokens',
  ),
  seed: fc.string({ minLength: 8, maxLength: 8 }),
});

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** How each package manager writes one package down. */
const FILES: Readonly<Record<string, (one: Package) => string>> = {
  'package-lock.json': (one) =>
    json({
      lockfileVersion: 2,
      packages: {
        '': { dependencies: { [one.name]: '^4.0.0-beta.12' } },
        [`node_modules/${one.name}`]: { version: '4.0.0', integrity: sri(one), dependencies: { [one.name]: '^4.0.0' } },
      },
      dependencies: { [one.name]: { version: '4.0.0', integrity: `${sri(one)} sha1-${sum('sha1', one, 'base64')}` } },
    }),
  'package.json': (one) => json({ dependencies: { [one.name]: 'npm:^3.0.0 || ^4.0.0', other: 'workspace:^10.20.30' } }),
  'pnpm-lock.yaml': (one) => `packages:\n  '${one.name}@4.0.0':\n    resolution: {integrity: ${sri(one)}}\n`,
  'npm-shrinkwrap.json': (one) => json({ dependencies: { [one.name]: { integrity: sri(one) } } }),
  'yarn.lock': (one) =>
    `"${one.name}@^4.0.0":\n  version "4.0.0"\n  resolved "https://registry.example.org/${one.name}.tgz#${sum('sha1', one, 'hex')}"\n  integrity ${sri(one)}\n`,
  'berry/yarn.lock': (one) =>
    `"${one.name}@npm:^4.0.0":\n  version: 4.0.0\n  checksum: 10c0/${sum('sha512', one, 'hex')}\n  languageName: node\n`,
  'Cargo.lock': (one) =>
    `[[package]]\nname = "${one.name}"\nversion = "4.0.0"\nchecksum = "${sum('sha256', one, 'hex')}"\n`,
  'poetry.lock': (one) =>
    `[[package]]\nname = "${one.name}"\nversion = "4.0.0"\nfiles = [\n    {file = "${one.name}.whl", hash = "sha256:${sum('sha256', one, 'hex')}"},\n]\n`,
  'Pipfile.lock': (one) =>
    json({ default: { [one.name]: { hashes: [`sha256:${sum('sha256', one, 'hex')}`], version: '==4.0.0' } } }),
  'composer.lock': (one) => json({ packages: [{ name: one.name, dist: { shasum: sum('sha1', one, 'hex') } }] }),
  'go.sum': (one) => `example.org/${one.name} v1.2.3 h1:${sum('sha256', one, 'base64')}\n`,
  'flake.lock': (one) =>
    json({ nodes: { [one.name]: { locked: { narHash: `sha256-${sum('sha256', one, 'base64')}` } } } }),
};

test.each(Object.entries(FILES))('%s: no checksum is a secret', (path, write) => {
  fc.assert(
    fc.property(package_, (one) => {
      expect(found(path, write(one))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
