import type { SageMaker } from '@aws-sdk/client-sagemaker';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { atLeastOne, moreThan } from '../values/which-of.ts';

const define = operationsOf<SageMaker>({ prefix: 'sagemaker' });

const name = matching('[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}', 63, 'must be letters, digits and dashes');
const notebook = 'arn:{partition}:sagemaker:{region}:{account}:notebook-instance/{NotebookInstanceName}';
const scripts = {
  resource:
    'arn:{partition}:sagemaker:{region}:{account}:notebook-instance-lifecycle-config/{NotebookInstanceLifecycleConfigName}',
  values: {
    NotebookInstanceLifecycleConfigName: name,
    // SageMaker takes one of each.
    OnCreate: z.array(z.strictObject({ Content: base64Text(16_384) })).length(1),
    OnStart: z.array(z.strictObject({ Content: base64Text(16_384) })).length(1),
  },
  rules: [atLeastOne('OnCreate', 'OnStart')],
} as const;

type Hooks = readonly { Content?: string }[];

const sayScripts = (onCreate: Hooks | undefined, onStart: Hooks | undefined): string =>
  [
    ...(onStart ?? []).map(
      ({ Content = '' }) => `at every start: ${beginningOf(textIn(Content) ?? Content, 160)}`,
    ),
    ...(onCreate ?? []).map(
      ({ Content = '' }) => `when made: ${beginningOf(textIn(Content) ?? Content, 160)}`,
    ),
  ].join('; ');

interface Notebook {
  LifecycleConfigName?: string;
  DirectInternetAccess?: string;
  RootAccess?: string;
}

function sayNotebook({ LifecycleConfigName, DirectInternetAccess, RootAccess }: Notebook): string {
  return inTurn(
    [
      LifecycleConfigName === undefined ? '' : `, running scripts ${LifecycleConfigName} as root`,
      DirectInternetAccess === undefined ? '' : `, internet access ${DirectInternetAccess}`,
      RootAccess === undefined ? '' : `, root access ${RootAccess}`,
    ],
    '',
  );
}

export const sagemakerNotebookActions = [
  define({
    operation: 'CreateNotebookInstance',
    groups: ['resource-creation', 'lateral-movement'],
    resource: notebook,
    values: { NotebookInstanceName: name },
    say: (given, { account }) =>
      sentence`Make notebook ${given.NotebookInstanceName} on ${given.InstanceType} that runs as ${namedIn(given.RoleArn, account)}${sayNotebook(given)}`,
    passes: ['/RoleArn'],
    reversible: true,
    example: {
      NotebookInstanceName: 'churn',
      InstanceType: 'ml.t3.medium',
      RoleArn: 'arn:aws:iam::111122223333:role/notebooks',
    },
  }),
  define({
    operation: 'UpdateNotebookInstance',
    groups: ['code-change', 'lateral-movement'],
    resource: notebook,
    values: { NotebookInstanceName: name },
    rules: [moreThan('NotebookInstanceName')],
    say: (given, { account }) =>
      sentence`Change notebook ${given.NotebookInstanceName}${given.RoleArn === undefined ? '' : ` to run as ${namedIn(given.RoleArn, account)}`}${sayNotebook(given)}`,
    passes: ['/RoleArn'],
    reversible: true,
    example: { NotebookInstanceName: 'churn', RoleArn: 'arn:aws:iam::111122223333:role/notebooks' },
  }),
  define({
    operation: 'CreatePresignedNotebookInstanceUrl',
    groups: ['credential-issue', 'remote-access', 'lateral-movement'],
    resource: notebook,
    values: { NotebookInstanceName: name },
    say: ({ NotebookInstanceName, SessionExpirationDurationInSeconds: seconds = 43_200 }) =>
      sentence`Make an address by which whoever holds it works in notebook ${NotebookInstanceName} as its role, for ${Math.ceil(seconds / 60)} min`,
    reversible: false,
    example: { NotebookInstanceName: 'churn' },
  }),
  define({
    operation: 'CreatePresignedDomainUrl',
    groups: ['credential-issue', 'remote-access', 'lateral-movement'],
    resource: 'arn:{partition}:sagemaker:{region}:{account}:user-profile/{DomainId}/{UserProfileName}',
    values: { DomainId: matching('d-[a-z0-9-]+', 63), UserProfileName: name },
    say: ({ DomainId, UserProfileName, SessionExpirationDurationInSeconds: seconds = 43_200 }) =>
      sentence`Make an address by which whoever holds it works in domain ${DomainId} as ${UserProfileName}, for ${Math.ceil(seconds / 60)} min`,
    reversible: false,
    example: { DomainId: 'd-0123456789ab', UserProfileName: 'analyst' },
  }),
  define({
    ...scripts,
    operation: 'CreateNotebookInstanceLifecycleConfig',
    groups: ['code-change', 'persistence'],
    say: ({ NotebookInstanceLifecycleConfigName: config, OnCreate, OnStart }) =>
      sentence`Make scripts ${config} that notebooks run as root ${sayScripts(OnCreate, OnStart)}`,
    reversible: true,
    example: {
      NotebookInstanceLifecycleConfigName: 'tools',
      OnStart: [{ Content: 'IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=' }],
    },
  }),
  define({
    ...scripts,
    operation: 'UpdateNotebookInstanceLifecycleConfig',
    groups: ['code-change', 'persistence'],
    say: ({ NotebookInstanceLifecycleConfigName: config, OnCreate, OnStart }) =>
      sentence`Replace scripts ${config}, which notebooks run as root ${sayScripts(OnCreate, OnStart)}`,
    reversible: true,
    example: {
      NotebookInstanceLifecycleConfigName: 'tools',
      OnStart: [{ Content: 'IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=' }],
    },
  }),
];
