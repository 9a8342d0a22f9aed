// Whether a name or a link of an archive stays in the folder that it is unpacked to. Archives are hostile until proven otherwise. Pure.

const LONGEST_PATH = 4096;
const LONGEST_NAME = 255;
const DEEPEST = 100;
/** `C:`, a stream of a file on NTFS, a share: names that mean something else to Windows. */
const DRIVE = /^[A-Za-z]:/;

/** The path as it is used, or why it is refused. `.` alone gives the empty path. */
export function safePath(name: string): { readonly path: string } | { readonly fault: string } {
  if (name.includes('\0')) return { fault: 'its name holds a NUL' };
  if (name.startsWith('/') || DRIVE.test(name)) return { fault: 'its name is an absolute path' };
  if (process.platform === 'win32' && /[\\:]/.test(name)) return { fault: 'its name is no name here' };
  const steps = name.split('/').filter((step) => step !== '' && step !== '.');
  if (steps.includes('..')) return { fault: 'its name leads out of the folder' };
  const path = steps.join('/');
  if (Buffer.byteLength(path) > LONGEST_PATH || steps.length > DEEPEST) return { fault: 'its name is too long' };
  if (steps.some((step) => Buffer.byteLength(step) > LONGEST_NAME)) return { fault: 'its name is too long' };
  return { path };
}

/**
 * Whether a link at `path` stays inside: `..` only at its beginning, and no further up than the link is deep.
 * Then every step up starts from a real folder, so that links cannot be chained to lead out.
 */
export function staysInside(path: string, target: string): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\0') || DRIVE.test(target)) return false;
  if (process.platform === 'win32' && target.includes('\\')) return false;
  const steps = target.split('/').filter((step) => step !== '' && step !== '.');
  const up = steps.findIndex((step) => step !== '..');
  const ups = up === -1 ? steps.length : up;
  return !steps.slice(ups).includes('..') && ups <= path.split('/').length - 1;
}

/** Git runs programs that its own folder names: what comes from an archive must not lie there. */
export function isGitFolder(path: string): boolean {
  return path.split('/').some((step) => /^(?:\.git|git~1)[. ]*$/i.test(step));
}
