// Prints `passed failed` of a jest result file. Suites that did not even run count as failures; so do skipped tests: CI skips none.
import { readFileSync } from 'node:fs';

const result = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + result.numPendingTests + result.numTodoTests;
if (result.numTotalTests === 0) process.exit(1);
process.stdout.write(`${result.numPassedTests} ${failed}\n`);
