// Commits that bring a secrets file, through the hook of plain git: only what nobody can read may pass.
import { commit, expectPassed, expectStopped, installGitHooks } from '../support/hooks';
import { type Repo, withRepo } from '../support/repo';

const SECRETS = 'mqtt_password: hunter22x\n';

const inRepo = (work: (repo: Repo) => void): Promise<void> =>
  withRepo((repo) => {
    installGitHooks(repo);
    repo.commit({ 'configuration.yaml': 'mqtt:\n  password: !secret mqtt_password\n' });
    work(repo);
  });

test('forced in', () =>
  inRepo((repo) => {
    repo.write({ 'secrets.yaml': SECRETS });
    repo.git('add', '-f', 'secrets.yaml');
    expectStopped(commit(repo), 'secrets-file-committed');
  }));

test('taken back by a later line', () =>
  inRepo((repo) => {
    repo.write({ 'secrets.yaml': SECRETS, '.gitignore': 'secrets.yaml\n!*.yaml\n' });
    repo.git('add', '.');
    const ran = commit(repo);
    expectStopped(ran, 'secrets-file-committed');
    expectStopped(ran, 'secrets-file-not-ignored');
  }));

test('tracked and changed', () =>
  inRepo((repo) => {
    repo.commit({ 'secrets.yaml': SECRETS });
    repo.write({ 'secrets.yaml': `${SECRETS}more: swordfish7\n` });
    expectStopped(commit(repo, '-a'), 'secrets-file-committed');
  }));

test('in a folder below, and under its other names', () =>
  inRepo((repo) => {
    for (const path of ['esphome/secrets.yaml', 'secrets.yml', '.secrets.yaml', 'a b/Secrets.yaml']) {
      repo.write({ [path]: SECRETS });
      repo.git('add', '-f', path);
      expectStopped(commit(repo), 'secrets-file-committed');
      repo.git('rm', '-q', '-f', path);
    }
  }));

test.each([
  [
    'encrypted with SOPS',
    'secrets.yaml',
    'wifi: ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ=,type:str]\nsops:\n    mac: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\n    version: 3.9.0\n',
  ],
  ['a pointer to another one', 'esphome/secrets.yaml', '<<: !include ../secrets.yaml\n'],
  ['a stand-in by name', 'secrets.fake.yaml', 'mqtt_password: changeme\n'],
  ['a stand-in by content', 'secrets.yaml', 'mqtt_password: your_password_here\n'],
])('%s passes', (_, path, content) =>
  inRepo((repo) => {
    repo.write({ [path]: content });
    repo.git('add', '-f', path);
    expectPassed(commit(repo));
  }),
);
