import type { SFN } from '@aws-sdk/client-sfn';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { jsonText } from '../values/json-text.ts';
import { moreThan } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { stateMachine } from './running-looks.ts';

const define = operationsOf<SFN>({ prefix: 'states' });

const machine = '[0-9A-Za-z_.-]{1,80}';
const stateMachineArn = arnOf(
  'states',
  `stateMachine:${machine}(?::[1-9][0-9]*)?`,
  'arn:aws:states:eu-central-1:111122223333:stateMachine:billing',
);
/** Without a version it runs as it was changed last, which may be after people have looked. */
const isVersion = (arn: string | undefined): boolean => /:[1-9][0-9]*$/.test(arn ?? '');
const definition = jsonText(65_536);
const example = {
  definition:
    '{"StartAt":"Charge","States":{"Charge":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"charge"},"End":true}}}',
  roleArn: 'arn:aws:iam::111122223333:role/billing',
};

/** What its states call, wherever they stand: "calling lambda:invoke and dynamodb:deleteItem" */
function sayDefinition(text: string): string {
  const called = resourcesIn(JSON.parse(text)).map((resource) =>
    resource.replace(/^arn:[^:]*:states:::(?:aws-sdk:)?/, ''),
  );
  return called.length > 0 ? `calling ${listed(called, { most: 6 })}` : 'calling no service';
}

function resourcesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'Resource' && typeof inner === 'string' ? [inner] : resourcesIn(inner),
  );
}

export const statesActions = [
  define({
    operation: 'CreateStateMachine',
    groups: ['resource-creation', 'code-change', 'lateral-movement'],
    resource: 'arn:{partition}:states:{region}:{account}:stateMachine:{name}',
    values: { name: matching(machine, 80), definition },
    say: ({ name, roleArn, definition: text }, { account }) =>
      sentence`Make state machine ${name} that runs as ${namedIn(roleArn, account)}, ${sayDefinition(text)}: ${beginningOf(text, 120)}`,
    passes: ['/roleArn'],
    // What runs.
    shown: ['/definition', '/versionDescription'],
    reversible: true,
    example: { name: 'billing', ...example },
  }),
  define({
    operation: 'UpdateStateMachine',
    groups: ['code-change', 'lateral-movement'],
    resource: '{stateMachineArn}',
    values: { stateMachineArn, definition },
    rules: [moreThan('stateMachineArn')],
    say: ({ stateMachineArn: arn, roleArn, definition: text }, { account }) =>
      sentence`Change state machine ${namedIn(arn, account)}${roleArn === undefined ? '' : ` to run as ${namedIn(roleArn, account)}`}${text === undefined ? '' : `, ${sayDefinition(text)}: ${beginningOf(text, 120)}`}`,
    passes: ['/roleArn'],
    shown: ['/definition', '/versionDescription'],
    reversible: true,
    look: stateMachine,
    example: { stateMachineArn: 'arn:aws:states:eu-central-1:111122223333:stateMachine:billing', ...example },
  }),
  define({
    operation: 'StartExecution',
    groups: ['code-change', 'resource-creation'],
    resource: '{stateMachineArn}',
    values: { stateMachineArn, input: text(65_536) },
    say: ({ stateMachineArn: arn, input }, { account }) =>
      sentence`Run state machine ${namedIn(arn, account)}${isVersion(arn) ? '' : ' as it stands then'}${input === undefined ? '' : ` with ${beginningOf(input)}`}`,
    shown: ['/input'],
    alike: ['states:StartSyncExecution', 'states:RedriveExecution'],
    reversible: false,
    example: {
      stateMachineArn: 'arn:aws:states:eu-central-1:111122223333:stateMachine:billing',
      input: '{"month":"2026-01"}',
    },
  }),
  define({
    operation: 'SendTaskSuccess',
    groups: ['code-change'],
    resource: 'arn:{partition}:states:{region}:{account}:*',
    values: { output: text(65_536) },
    say: ({ output }) =>
      sentence`Answer for whoever a state machine waits for, with ${beginningOf(output)}: it then goes on`,
    secrets: { '/taskToken': 'a token of the task' },
    shown: ['/output'],
    reversible: false,
    example: { taskToken: 'an-example-only', output: '{"approved":true}' },
  }),
];
