// Folders of a repository as paths write them: `/` between, `` for the root.

/** The folder and those above it, the nearest first. */
export function ancestors(folder: string): string[] {
  const all: string[] = [];
  for (let at = folder; at !== ''; at = folderOf(at)) all.push(at);
  return [...all, ''];
}

export const inFolder = (folder: string, name = 'secrets.yaml'): string => (folder === '' ? name : `${folder}/${name}`);
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
