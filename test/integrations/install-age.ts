// The `age` program: the system's package. Where it is not at hand it is installed, and what cannot be had fails the run.
import { spawnSync } from 'node:child_process';

const works = (): boolean =>
  spawnSync('age', ['--version']).status === 0 && spawnSync('age-keygen', ['--version']).status === 0;

export function findAge(): void {
  if (works()) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const step of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', 'age'],
  ]) {
    const [command = '', ...args] = [...asRoot, ...step];
    spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (!works()) throw new Error('these tests need the age program: apt install age, brew install age');
}
