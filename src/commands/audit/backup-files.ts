// Which files are backups by their name and place. Pure.

const BACKUP_FILE =
  /(?:^|\/)(?:tmp_)?backups?\/[^\n]*\.(?:tar|tar\.gz|tgz|zip)$|(?:^|\/)[^/]*(?:backup|snapshot)[^/]*\.(?:tar|tar\.gz|tgz)$|emergency.?kit[^/]*$/i;

/** Archives as Home Assistant and its users make them, and the key to them. */
export const isBackup = (path: string): boolean => BACKUP_FILE.test(path);
