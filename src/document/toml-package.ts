// What is used of npm `toml-eslint-parser`: a bundle of its own.
export { type AST, parseTOML } from 'toml-eslint-parser';
