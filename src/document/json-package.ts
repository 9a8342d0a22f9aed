// What is used of npm `jsonc-parser`: a bundle of its own.
export { createScanner } from 'jsonc-parser';
