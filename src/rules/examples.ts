// Generated values for examples: nothing that looks alive stands in the source, and every run makes the same.

const ALPHABETS: Readonly<Record<string, string>> = {
  A: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  b: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
  B: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  h: '0123456789abcdef',
  H: '0123456789ABCDEF',
  l: 'abcdefghijklmnopqrstuvwxyz',
  m: 'abcdefghijklmnopqrstuvwxyz0123456789',
  u: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  d: '0123456789',
  E: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
};

/** Fills in a sample description: `ghp_<A36>` is `ghp_` and 36 letters and digits. Same seed, same text. */
export function makeSample(description: string, seed = 1): string {
  let state = (seed * 2654435761 + 0x9e3779b9) >>> 0;
  const next = (): number => {
    // xorshift32 (Marsaglia 2003)
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  for (let warm = 0; warm < 8; warm++) next();
  return description.replace(/<([AbBhHlmudE])(\d+)>/g, (_, alphabet: string, count: string) => {
    const letters = ALPHABETS[alphabet] ?? '';
    let text = '';
    for (let i = 0; i < Number(count); i++) text += letters[next() % letters.length];
    return text;
  });
}
