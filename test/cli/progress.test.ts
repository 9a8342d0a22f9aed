// The progress line: when it appears, what it says, and that nothing of it gets into a pipe.
import { progressLine } from '../../src/cli/progress';
import { withRepo } from '../support/repo';

function watch(columns = 80) {
  const written: string[] = [];
  const clock = { time: 0 };
  const line = progressLine({ write: (text) => written.push(text), now: () => clock.time, columns: () => columns });
  const at = (time: number, done: number, files = 1000): string => {
    clock.time = time;
    written.length = 0;
    line.step(done, files);
    return written.join('').replace('\r\u001b[K', '');
  };
  return { at, line, written };
}

test('nothing within the first second, then a few times a second, never after the end', () => {
  const { at } = watch();
  expect(at(900, 100)).toBe('');
  expect(at(1000, 100)).toBe('ha-secrets-lint: 100 of 1,000 files, 10 %, about 9 s left');
  expect(at(1100, 110)).toBe('');
  expect(at(1200, 120)).toContain('12 %');
  expect(at(9000, 1000)).toBe('');
});

test('minutes, an unknown pace, a narrow terminal', () => {
  expect(watch().at(60_000, 100, 10_000)).toBe('ha-secrets-lint: 100 of 10,000 files, 1 %, about 99 min left');
  expect(watch().at(60_000, 0, 10)).toContain('0 of 10 files');
  expect(watch(20).at(60_000, 1, 10)).toBe('ha-secrets-lint: 1 ');
});

test('it is taken away, once', () => {
  const { at, line, written } = watch();
  line.clear();
  expect(written).toEqual([]);
  at(5000, 1);
  written.length = 0;
  line.clear();
  line.clear();
  expect(written).toEqual(['\r\u001b[K']);
});

test('a pipe sees nothing of it', () =>
  withRepo((repo) => {
    repo.commit({ 'a.yaml': 'a: 1\n' });
    expect([repo.lint().err, repo.lint('--history').err]).toEqual(['', '']);
  }));
