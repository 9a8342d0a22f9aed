// The line that says how far a long run is, on a terminal only: after a second, a few times a second, gone before the report comes.
export interface ProgressLine {
  readonly step: (done: number, files: number) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

export interface ProgressOutput {
  readonly write: (text: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
  readonly columns: () => number;
}

const FIRST_AFTER = 1000;
const EVERY = 200;
const ERASE = '\r\u001b[K';

export function progressLine({ write, now, columns }: ProgressOutput): ProgressLine {
  const started = now();
  let next = started + FIRST_AFTER;
  let isShown = false;
  return {
    step(done, files) {
      const time = now();
      if (time < next || done >= files) return;
      next = time + EVERY;
      isShown = true;
      write(`${ERASE}${describe(done, files, time - started).slice(0, Math.max(10, columns() - 1))}`);
    },
    clear() {
      if (isShown) write(ERASE);
      isShown = false;
    },
  };
}

function describe(done: number, files: number, ms: number): string {
  const left = Math.ceil(((ms / Math.max(1, done)) * (files - done)) / 1000);
  const counts = `${done.toLocaleString('en')} of ${files.toLocaleString('en')} files`;
  return `ha-secrets-lint: ${counts}, ${Math.floor((100 * done) / files)} %, about ${duration(left)} left`;
}

function duration(seconds: number): string {
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
