// A Home Assistant configuration: configuration.yaml and what its packages add. Source: homeassistant 2026.11.0 config.py,
// merge_packages_config (a package's own `homeassistant:` is passed over).
import { at, type ConfigTree, type Entry, isPartial } from './config-tree.js';

/** Of packages. */
const MOST_PACKAGES = 5_000;

export class HomeConfig {
  /** Relative to the root; `` is the root. */
  readonly folder: string;
  readonly file: string;
  /** Some part could not be followed: what seems absent may be there. */
  readonly partial: boolean;
  readonly #main: Entry | undefined;
  readonly #packages: readonly Entry[];

  constructor(file: string, tree: ConfigTree) {
    this.file = file;
    this.folder = file.slice(0, Math.max(file.lastIndexOf('/'), 0));
    this.#main = tree.root(file);
    const packages = at(this.#main, 'homeassistant', 'packages');
    this.#packages =
      packages?.kind === 'map' ? packages.keys.slice(0, MOST_PACKAGES).flatMap((name) => packages.get(name) ?? []) : [];
    this.partial = isPartial(this.#main) || isPartial(packages) || this.#packages.some(isPartial);
  }

  /** A setting of the `homeassistant:` part. */
  core(...keys: readonly string[]): Entry | undefined {
    return at(this.#main, 'homeassistant', ...keys);
  }

  /** All that is written under an integration's key, labelled ones (`http lan:`) included; the main file's first. */
  integration(domain: string): readonly Entry[] {
    return [this.#main, ...this.#packages].flatMap((part) => {
      if (part?.kind !== 'map') return [];
      return part.keys
        .filter((key) => key === domain || key.startsWith(`${domain} `))
        .flatMap((key) => part.get(key) ?? []);
    });
  }

  /** A setting of an integration: the first that says it. Unknown where a part that could say it cannot be read. */
  setting(domain: string, key: string): Entry | undefined {
    const found = this.integration(domain).map((entry) => at(entry, key));
    const known = found.find((entry) => entry !== undefined && entry.kind !== 'unknown');
    return known ?? found.find((entry) => entry !== undefined) ?? undefined;
  }
}
