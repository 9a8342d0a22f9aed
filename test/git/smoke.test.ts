import { withRepo } from '../support/repo';

test('a leak only in the index is found, one only in the working tree is not', async () => {
  await withRepo((repo) => {
    repo.write({ 'configuration.yaml': 'mqtt:\n  password: hunter22x\n' });
    repo.git('add', '.');
    repo.write({ 'configuration.yaml': 'mqtt:\n  password: !secret mqtt_password\n' });
    const staged = repo.json('--staged');
    expect(staged.code).toBe(1);
    expect(staged.findings.map((finding) => [finding.rule, finding.file, finding.line])).toEqual([
      ['inline-credential', 'configuration.yaml', 2],
    ]);
    repo.git('add', '.');
    repo.write({ 'configuration.yaml': 'mqtt:\n  password: hunter22x\n' });
    expect(repo.json('--staged').code).toBe(0);
  });
});
