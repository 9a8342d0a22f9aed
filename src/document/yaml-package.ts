// What is used of npm `yaml`: a bundle of its own.
export { CST, Lexer, Parser } from 'yaml';
