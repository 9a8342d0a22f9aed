// What the machine says about a file: who may read it, and whether the disk below it is encrypted. Read from files only: no program
// is started. Source: Linux Documentation/filesystems/proc.rst (mountinfo), Documentation/ABI/testing/sysfs-block-dm; cryptsetup
// writes `CRYPT-` in front of a mapping's uuid.
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Its folders above the root are not those of the machine. */
  readonly container: boolean;
  /** Modes of Windows drives are made up. */
  readonly wsl: boolean;
  readonly proc: string;
  readonly sys: string;
}

export function thisMachine(): Machine {
  const { platform } = process;
  const cgroup = textOf('/proc/1/cgroup');
  const marks = ['/.dockerenv', '/run/.containerenv', '/run/systemd/container'];
  return {
    platform,
    container:
      marks.some(exists) ||
      process.env['container'] !== undefined ||
      /\b(?:docker|lxc|kubepods|containerd|libpod)\b/.test(cgroup),
    wsl: /microsoft/i.test(textOf('/proc/sys/kernel/osrelease')),
    proc: '/proc',
    sys: '/sys',
  };
}

export interface Access {
  /** Permission bits; undefined where the system has none that mean something. */
  readonly mode: number | undefined;
  /** Whether every folder above lets others through; undefined where those cannot be seen. */
  readonly reachable: boolean | undefined;
}

export function accessOf(path: string, machine: Machine): Access {
  if (machine.platform === 'win32' || machine.wsl) return { mode: undefined, reachable: undefined };
  try {
    return { mode: lstatSync(path).mode & 0o777, reachable: machine.container ? undefined : isReachable(path) };
  } catch {
    return { mode: undefined, reachable: undefined };
  }
}

function isReachable(path: string): boolean {
  for (let at = dirname(realpathSync(path)); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

export type Disk =
  | { readonly kind: 'encrypted'; readonly by: string }
  | { readonly kind: 'plain'; readonly what: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** File systems that are encrypted themselves. */
const ENCRYPTED: Readonly<Record<string, string>> = {
  ecryptfs: 'eCryptfs',
  'fuse.gocryptfs': 'gocryptfs',
  'fuse.encfs': 'EncFS',
  'fuse.cryfs': 'CryFS',
  'fuse.securefs': 'securefs',
};
const ON_A_DISK = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'f2fs', 'vfat', 'exfat', 'ntfs3', 'jfs', 'erofs']);

export function diskOf(path: string, machine: Machine): Disk {
  if (machine.platform === 'darwin') return { kind: 'unknown', why: 'System Settings shows whether FileVault is on' };
  if (machine.platform === 'win32') return { kind: 'unknown', why: 'Settings shows whether BitLocker is on' };
  if (machine.wsl)
    return { kind: 'unknown', why: 'the disk belongs to Windows: its settings show whether BitLocker is on' };
  let real: string;
  try {
    real = realpathSync(path);
  } catch {
    return { kind: 'unknown', why: 'the file cannot be found' };
  }
  const mount = findMount(real, textOf(join(machine.proc, 'self/mountinfo')));
  if (mount === undefined) return { kind: 'unknown', why: 'the system does not list its file systems' };
  const by = ENCRYPTED[mount.type];
  if (by !== undefined) return { kind: 'encrypted', by };
  if (mount.type === 'zfs') return { kind: 'unknown', why: 'on ZFS: `zfs get encryption` tells' };
  if (!ON_A_DISK.has(mount.type))
    return { kind: 'unknown', why: `the file system here (${mount.type}) says nothing of the disk` };
  const device = blockDevice(mount, machine.sys);
  if (device === undefined) return { kind: 'unknown', why: `the disk below ${mount.type} cannot be seen from here` };
  if (isCrypt(device, machine.sys)) return { kind: 'encrypted', by: 'LUKS or dm-crypt' };
  // its keys are kept folder by folder, which only the kernel tells
  if (exists(join(mount.point, '.fscrypt')))
    return { kind: 'unknown', why: 'fscrypt is set up: `fscrypt status` tells' };
  return { kind: 'plain', what: mount.type };
}

interface Mount {
  readonly numbers: string;
  readonly point: string;
  readonly type: string;
  readonly source: string;
}

/** The last mount with the longest way to the path is the one that counts. */
function findMount(path: string, mountinfo: string): Mount | undefined {
  let best: Mount | undefined;
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ', 2);
    const [, , numbers = '', , point = ''] = before.split(' ').map(decodeOctal);
    const [type = '', source = ''] = after.split(' ').map(decodeOctal);
    if (type === '' || !(path === point || path.startsWith(point === '/' ? '/' : `${point}/`))) continue;
    if (best === undefined || point.length >= best.point.length) best = { numbers, point, type, source };
  }
  return best;
}

const decodeOctal = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));

/** The device's folder below /sys. btrfs has numbers of its own, so that its source is asked. */
function blockDevice({ numbers, source }: Mount, sys: string): string | undefined {
  const byNumber = join(sys, 'dev/block', numbers);
  if (exists(byNumber)) return byNumber;
  if (!source.startsWith('/dev/')) return undefined;
  const name = source.slice('/dev/'.length);
  const byName = join(sys, 'class/block', name);
  if (!name.includes('/') && exists(byName)) return byName;
  const mapped = /^mapper\/(.+)$/.exec(name)?.[1];
  if (mapped === undefined) return undefined;
  const block = join(sys, 'class/block');
  return namesIn(block)
    .filter((one) => one.startsWith('dm-'))
    .map((one) => join(block, one))
    .find((one) => textOf(join(one, 'dm/name')).trim() === mapped);
}

/** Whether the mapping, or one below it (LVM on LUKS), encrypts. */
function isCrypt(device: string, sys: string, depth = 0): boolean {
  if (textOf(join(device, 'dm/uuid')).startsWith('CRYPT-')) return true;
  if (depth > 8) return false;
  return namesIn(join(device, 'slaves')).some((name) => isCrypt(join(sys, 'class/block', name), sys, depth + 1));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).slice(0, 500);
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
