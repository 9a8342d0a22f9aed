// Who on the machine can read the secrets files, and is the disk below them encrypted?
import { type AuditCheck, fail, type Outcome, pass, unknown, warn, worst } from '../check.js';
import type { AuditFacts, SecretsFact } from '../facts.js';
import { HA, POINTS } from '../points.js';

const SECRETS = 'broker: garden-Frog-42\n';
const FILES = { 'configuration.yaml': 'mqtt:\n  password: !secret broker\n', 'secrets.yaml': SECRETS };
const LINUX = { platform: 'linux', container: false, wsl: false } as const;

const OTHERS_READ = 0o004;
const OTHERS_WRITE = 0o002;

function judgeMode({ path, access, sealed }: SecretsFact): Outcome {
  const place = { file: path, line: null };
  const { mode, reachable } = access;
  if (sealed) return pass('it is encrypted', place);
  if (mode === undefined) return unknown('files have no mode here that says who may read them', place);
  if ((mode & (OTHERS_READ | OTHERS_WRITE)) === 0) return pass('only its owner and group can read it', place);
  if (reachable === false) return pass('others do not get into its folder', place);
  const verb = (mode & OTHERS_WRITE) !== 0 ? 'read and change' : 'read';
  if (reachable === undefined)
    return unknown(
      `its mode lets everybody ${verb} it; who gets to it is not to be seen from inside a container`,
      place,
    );
  return fail(`every user and program of this machine can ${verb} it`, place);
}

function judgeDisk({ path, sealed, disk }: SecretsFact, copies: readonly string[]): Outcome {
  const place = { file: path, line: null };
  if (sealed) return pass('the file itself is encrypted', place);
  if (disk.kind === 'encrypted') return pass(`its file system is encrypted (${disk.by})`, place);
  const [copy] = copies;
  if (copy !== undefined)
    return pass('there is an encrypted copy to hand on; the file itself is readable on this disk', {
      file: copy,
      line: null,
    });
  if (disk.kind === 'unknown') return unknown(disk.why, place);
  return warn(`no encryption is to be seen below it (${disk.what})`, place);
}

function noneRead({ unreadSecrets }: AuditFacts): Outcome {
  const [first] = unreadSecrets;
  return first === undefined
    ? unknown('no secrets file is here; git does not carry it to clones')
    : unknown('the secrets file is no file that can be read here', { file: first, line: null });
}

export const checks: readonly AuditCheck[] = [
  {
    id: 'secrets-permissions',
    point: POINTS.secrets,
    title: 'Only Home Assistant can read the secrets files',
    why: 'Home Assistant writes secrets.yaml so that every user of the machine can read it.',
    remedy: 'Run `chmod 600 secrets.yaml`, as the user whom Home Assistant runs as.',
    help: `${HA}/docs/configuration/secrets/`,
    judge: (facts) => worst(facts.secretsFiles.map(judgeMode)) ?? noneRead(facts),
    examples: [
      {
        about: 'Mode 0600',
        verdict: 'pass',
        files: FILES,
        modes: { '': 0o755, 'secrets.yaml': 0o600 },
        request: { machine: LINUX },
        at: 'secrets.yaml',
      },
      {
        about: 'Mode 0644 in a folder that is open to all',
        verdict: 'fail',
        files: FILES,
        modes: { '': 0o755, 'secrets.yaml': 0o644 },
        request: { machine: LINUX },
        at: 'secrets.yaml',
      },
      {
        about: 'Mode 0644 in a folder that is closed to others',
        verdict: 'pass',
        files: FILES,
        modes: { '': 0o700, 'secrets.yaml': 0o644 },
        request: { machine: LINUX },
      },
      {
        about: 'Mode 0644 in a container',
        verdict: 'unknown',
        files: FILES,
        modes: { '': 0o755, 'secrets.yaml': 0o644 },
        request: { machine: { ...LINUX, container: true } },
      },
      { about: 'Windows', verdict: 'unknown', files: FILES, request: { machine: { ...LINUX, platform: 'win32' } } },
    ],
  },
  {
    id: 'secrets-at-rest',
    point: POINTS.secrets,
    title: 'The secrets are encrypted where they lie',
    why: 'A card, disk or machine that is stolen, sold or sent in for repair can be read by whoever has it.',
    remedy:
      'Encrypt the disk (LUKS, FileVault, BitLocker), or keep the copies that leave the machine encrypted (age, SOPS, git-crypt, Ansible Vault).',
    help: `${HA}/docs/configuration/secrets/`,
    judge: (facts) => worst(facts.secretsFiles.map((file) => judgeDisk(file, facts.sealedCopies))) ?? noneRead(facts),
    examples: [
      {
        about: 'On LUKS',
        verdict: 'pass',
        files: {
          ...FILES,
          '.proc/self/mountinfo': '30 1 253:0 / / rw - ext4 /dev/mapper/root rw\n',
          '.sys/dev/block/253:0/dm/uuid': 'CRYPT-LUKS2-0-root\n',
        },
        request: { machine: { ...LINUX, proc: '.proc', sys: '.sys' } },
        at: 'secrets.yaml',
      },
      {
        about: 'LVM on LUKS',
        verdict: 'pass',
        files: {
          ...FILES,
          '.proc/self/mountinfo': '30 1 0:35 / / rw - btrfs /dev/mapper/vg-root rw\n',
          '.sys/class/block/dm-1/dm/name': 'vg-root\n',
          '.sys/class/block/dm-1/dm/uuid': 'LVM-1\n',
          '.sys/class/block/dm-1/slaves/dm-0': '',
          '.sys/class/block/dm-0/dm/uuid': 'CRYPT-LUKS2-0-pv\n',
        },
        request: { machine: { ...LINUX, proc: '.proc', sys: '.sys' } },
      },
      {
        about: 'On a plain disk',
        verdict: 'warn',
        files: {
          ...FILES,
          '.proc/self/mountinfo': '30 1 8:1 / / rw - ext4 /dev/sda1 rw\n',
          '.sys/dev/block/8:1/size': '1\n',
        },
        request: { machine: { ...LINUX, proc: '.proc', sys: '.sys' } },
        at: 'secrets.yaml',
      },
      {
        about: 'On ZFS, whose encryption only its own program shows',
        verdict: 'unknown',
        files: { ...FILES, '.proc/self/mountinfo': '30 1 0:40 / / rw - zfs tank/home rw\n' },
        request: { machine: { ...LINUX, proc: '.proc', sys: '.sys' } },
      },
      {
        about: 'A secrets file that Ansible Vault encrypted',
        verdict: 'pass',
        files: { ...FILES, 'secrets.yaml': '$ANSIBLE_VAULT;1.1;AES256\n6162\n' },
      },
    ],
  },
];
