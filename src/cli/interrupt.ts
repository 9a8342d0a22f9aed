// Ctrl-C while something is half written: what is to be cleaned up is, then the program ends as the shell expects.

/** How a command says what is to be done then; the answer takes it back. */
export type OnInterrupt = (clean: () => void) => () => void;

/** 128 and the number of SIGINT. */
const INTERRUPTED = 130;

export const onInterrupt: OnInterrupt = (clean) => {
  const end = (): void => {
    clean();
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
};
