import { describe, expect, test } from 'vitest';
import { loadDefinition } from '../../../../../emulator/services/states/load-definition.ts';
import { machine, task } from './stage.ts';

const pass = { Type: 'Pass', End: true };
const problems = (definition: string, substitutions = {}): string[] => {
  const loaded = loadDefinition(definition, substitutions);
  return loaded.ok ? [] : loaded.problems;
};
const problemsOf = (Work: unknown, others: Record<string, unknown> = {}) =>
  problems(machine({ Work, ...others }));

describe('what is not implemented stops the load by name', () => {
  test.each(['Map', 'Parallel', 'Dream'])('state type %s', (Type) => {
    expect(problemsOf({ Type, End: true })).toEqual([
      `state Work: state type ${Type} is not implemented locally`,
    ]);
  });

  test.each([
    'arn:aws:states:::sqs:sendMessage',
    'arn:aws:states:::lambda:invoke.sync',
    'arn:aws:lambda:eu-central-1:777788889999:function:work',
  ])('integration %s', (Resource) => {
    expect(problemsOf(task({ Resource }))).toEqual([
      `state Work: integration ${Resource} is not implemented locally`,
    ]);
  });

  test.each(['HeartbeatSeconds', 'Credentials', 'InputPath', 'ResultSelector', 'Tineout'])(
    'field %s',
    (field) => {
      expect(problemsOf(task({ [field]: 5 }))).toEqual([
        `state Work: field ${field} is not implemented locally`,
      ]);
    },
  );

  test('fields further in, with the way to them', () => {
    const Retry = [{ ErrorEquals: ['A'], MaxAttempt: 2 }];
    expect(problemsOf(task({ Retry }))).toEqual([
      'state Work: field Retry[0]/MaxAttempt is not implemented locally',
    ]);
    const Arguments = { FunctionName: 'x', Qualifier: '3' };
    expect(problemsOf(task({ Arguments }))).toEqual([
      'state Work: field Arguments/Qualifier is not implemented locally',
    ]);
  });

  test('fields of the whole machine', () => {
    const whole = { QueryLanguage: 'JSONata', StartAt: 'Work', TimeoutSeconds: 5, States: { Work: pass } };
    expect(problems(JSON.stringify(whole))).toEqual([
      'the state machine: field TimeoutSeconds is not implemented locally',
    ]);
  });

  test('JSONPath, said or not', () => {
    for (const QueryLanguage of ['JSONPath', undefined]) {
      const [problem] = problems(JSON.stringify({ QueryLanguage, StartAt: 'Work', States: { Work: pass } }));
      expect(problem).toContain('the state machine: field QueryLanguage');
    }
    expect(problemsOf({ ...pass, QueryLanguage: 'JSONPath' })[0]).toContain(
      'state Work: field QueryLanguage',
    );
  });

  test('every problem is told at once', () => {
    expect(problemsOf({ Type: 'Map' }, { Other: task({ HeartbeatSeconds: 5 }) })).toHaveLength(2);
  });
});

describe('a graph with a loose end stops the load', () => {
  test.each([
    [{ Type: 'Pass' }, 'state Work: needs exactly one of Next and End'],
    [{ Type: 'Pass', Next: 'Done', End: true }, 'state Work: needs exactly one of Next and End'],
    [{ Type: 'Wait', End: true }, 'state Work: needs exactly one of Seconds and Timestamp'],
    [{ Type: 'Pass', Next: 'Nowhere' }, 'state Work leads to Nowhere, which is not a state'],
    [
      task({ Catch: [{ ErrorEquals: ['A'], Next: 'Lost' }] }),
      'state Work leads to Lost, which is not a state',
    ],
    [{ Type: 'Pass', End: true }, 'state Done is reached from nowhere'],
    [{ Type: 'Pass', Next: 'Work' }, 'no state that is reached ends the execution'],
    [
      task({ Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] }),
      'state Work: States.ALL must stand alone, in the last entry of Retry',
    ],
    [
      task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
      'state Work: States.ALL must stand alone, in the last entry of Retry',
    ],
  ])('%j', (work, problem) => {
    expect(problemsOf(work, { Done: { Type: 'Succeed' } })).toContain(problem);
  });

  test('a StartAt that is not a state', () => {
    expect(problems(machine({ Work: pass }, 'Begin'))).toContain('StartAt names Begin, which is not a state');
  });

  test('a Choice without Default', () => {
    const choice = { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Done' }] };
    expect(problemsOf(choice, { Done: { Type: 'Succeed' } })[0]).toContain('state Work: field Default');
  });
});

describe('an expression that Step Functions would refuse stops the load', () => {
  test.each([
    ['$eval("1")', '$eval is disabled in Step Functions'],
    ['$uuid()', '$uuid, a function of Step Functions, is not implemented locally'],
    ['$shuffle([1])', '$shuffle is not implemented locally'],
    ['$tire', '$tire is neither assigned nor a function of JSONata'],
    ['$map([1], function($v) { $w })', '$w is neither assigned nor a function of JSONata'],
    ['deadlines[0]', 'deadlines stands at the top level, which is empty; write $states.input.deadlines'],
    ['$', '$ has no value at the top level in Step Functions; write $states.input'],
    ['$states.input.a[$ = $$.b]', '$$ has no value in Step Functions; write $states.input'],
  ])('%s', (expression, problem) => {
    expect(problemsOf({ ...pass, Output: { deep: [`{% ${expression} %}`] } })).toEqual([
      `state Work: field Output/deep[0]: ${problem}`,
    ]);
  });

  test('one that does not parse', () => {
    expect(problemsOf({ ...pass, Output: '{% 1 + %}' })[0]).toContain(
      'state Work: field Output: is not JSONata',
    );
  });

  test.each(['$states.input.a ?? 1', '$states.input.a ?: 1'])(
    '%s, which newer versions of JSONata take and Step Functions does not',
    (expression) => {
      expect(problemsOf({ ...pass, Output: `{% ${expression} %}` })).toEqual([
        expect.stringContaining('state Work: field Output: is not JSONata'),
      ]);
    },
  );

  test.each([
    '$states.input.items[price > 3].name',
    '$states.input.items[$ > 3]',
    '($rows := $states.input.rows; $rows[price > 3])',
    '$states.input.items^(>age)',
    '$map($states.input.items, function($v, $i) { $v * $i })',
    '($total := $sum([1, 2]); $total & "")',
    '{ "a": $states.input, "b": [$count([])] }',
  ])('but %s loads', (expression) => {
    expect(problemsOf({ ...pass, Output: `{% ${expression} %}` })).toEqual([]);
  });

  test('a variable that another state assigns is known', () => {
    const work = { Type: 'Pass', Assign: { tier: 0 }, Next: 'Done' };
    expect(problemsOf(work, { Done: { Type: 'Succeed', Output: '{% $tier %}' } })).toEqual([]);
  });
});

describe('substitutions', () => {
  const named = machine({ Work: { ...pass, Output: `\${Name}` } });

  test('are put in as JSON would hold them', () => {
    const loaded = loadDefinition(named, { Name: 'a "quoted" \\ name' });
    expect(loaded.ok && loaded.definition.states.get('Work')).toMatchObject({ Output: 'a "quoted" \\ name' });
  });

  test('a missing one is named', () => {
    expect(problems(named)).toEqual([`nothing is given for \${Name}`]);
  });
});

test('a definition that is not JSON says so', () => {
  expect(problems('{')[0]).toContain('the definition is not JSON');
});
