import { expect, test } from 'vitest';
import { matchesError } from '../../../../../emulator/services/states/matches-error.ts';

test.each([
  [['A', 'B'], 'B', true],
  [['A'], 'B', false],
  [['States.ALL'], 'B', true],
  [['States.ALL'], 'States.Timeout', true],
  [['States.ALL'], 'States.QueryEvaluationError', true],
  [['States.ALL'], 'States.DataLimitExceeded', false],
  [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
  [['States.TaskFailed'], 'B', true],
  [['States.TaskFailed'], 'States.Timeout', false],
  [['States.TaskFailed'], 'States.DataLimitExceeded', false],
  [['States.Runtime'], 'States.Runtime', false],
  [['States.ALL'], 'States.Runtime', false],
])('%j meets %s: %s', (errorEquals, error, matches) => {
  expect(matchesError(errorEquals, error)).toBe(matches);
});
