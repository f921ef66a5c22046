import type { Glue } from '@aws-sdk/client-glue';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { decimal } from '../values/decimal.ts';
import { distinct } from '../values/distinct.ts';
import { s3Uri } from '../values/s3-uri.ts';
import { listed } from '../values/widest-first.ts';
import { inOrder } from './glue.ts';
import { glueJob } from './running-looks.ts';

const define = operationsOf<Glue>({ prefix: 'glue' });

const name = matching('[A-Za-z0-9_. -]+', 255, 'must be a name of letters, digits, dots, dashes and blanks');
const job = 'arn:{partition}:glue:{region}:{account}:job/';
const Connections = z.strictObject({ Connections: distinct(text(255)) });
const argumentsOf = z.record(text(256), z.string().max(8_192));
/** Code that is drawn, and a token to fetch code by, have no place in it. */
const JobUpdate = z.strictObject({
  Role: roleArn.optional(),
  Command: z
    .strictObject({
      Name: text(255).optional(),
      ScriptLocation: s3Uri.optional(),
      PythonVersion: text(20).optional(),
      Runtime: text(64).optional(),
    })
    .optional(),
  DefaultArguments: argumentsOf.optional(),
  NonOverridableArguments: argumentsOf.optional(),
  Connections: Connections.optional(),
  Description: z.string().max(2_048).optional(),
  LogUri: s3Uri.optional(),
  JobMode: text(20).optional(),
  GlueVersion: text(20).optional(),
  WorkerType: text(20).optional(),
  NumberOfWorkers: z.int().min(1).optional(),
  MaxCapacity: decimal.positive().optional(),
  MaxRetries: z.int().min(0).optional(),
  Timeout: z.int().min(1).optional(),
  ExecutionClass: z.enum(['FLEX', 'STANDARD']).optional(),
  SecurityConfiguration: text(255).optional(),
});

interface Job {
  Role?: string;
  Command?: { ScriptLocation?: string };
  DefaultArguments?: Readonly<Record<string, string>>;
  NonOverridableArguments?: Readonly<Record<string, string>>;
  Connections?: { Connections?: readonly string[] };
}

/** " as etl, from s3://… as it stands then, through connection shop, with --extra-py-files …" */
function sayJob(job: Job, ownAccount: string): string {
  const { Role, Command, DefaultArguments = {}, NonOverridableArguments = {}, Connections } = job;
  const { ScriptLocation, ...engine } = Command ?? {};
  const given = inOrder({ ...DefaultArguments, ...NonOverridableArguments });
  const words = given.map(([key, value]) => `${key} ${value}`).join(', ');
  return inTurn(
    [
      Role === undefined ? '' : ` as ${namedIn(Role, ownAccount)}`,
      ScriptLocation === undefined ? '' : `, from ${ScriptLocation} as it stands then`,
      Connections?.Connections ? `, through connection ${listed(Connections.Connections)}` : '',
      further(engine),
      words && `, with ${beginningOf(words, 160)}`,
    ],
    '',
  );
}

interface Start {
  JobName?: string;
  CrawlerName?: string;
  Arguments?: Readonly<Record<string, string>>;
}

function sayStart({ JobName, CrawlerName, Arguments = {}, ...rest }: Start): string {
  const given = inOrder(Arguments).map(([key, value]) => `${key} ${value}`);
  const what = [JobName && `job ${JobName}`, CrawlerName && `crawler ${CrawlerName}`]
    .filter(Boolean)
    .join(' and ');
  return `${what}${given.length > 0 ? ` with ${beginningOf(given.join(', '), 120)}` : ''}${further(rest)}`;
}

export const glueJobActions = [
  define({
    operation: 'CreateJob',
    groups: ['resource-creation', 'code-change', 'lateral-movement'],
    resource: `${job}{Name}`,
    values: { Name: name, Role: roleArn, Connections, MaxCapacity: decimal.positive() },
    // Code that is drawn, a token to fetch code by, and the older form of MaxCapacity.
    without: ['CodeGenConfigurationNodes', 'SourceControlDetails', 'AllocatedCapacity'],
    say: (given, { account }) => sentence`Create job ${given.Name} that runs${sayJob(given, account)}`,
    passes: ['/Role'],
    reversible: true,
    example: {
      Name: 'orders-to-parquet',
      Role: 'arn:aws:iam::111122223333:role/etl',
      Command: { Name: 'glueetl', ScriptLocation: 's3://releases/orders.py' },
    },
  }),
  define({
    operation: 'UpdateJob',
    groups: ['code-change', 'lateral-movement'],
    resource: `${job}{JobName}`,
    values: { JobName: name, JobUpdate },
    say: ({ JobName, JobUpdate }, { account }) => {
      const { Role, Command, DefaultArguments, NonOverridableArguments, Connections, ...rest } = JobUpdate;
      const known = { Role, Command, DefaultArguments, NonOverridableArguments, Connections };
      const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
      return sentence`Let job ${JobName} run${sayJob(given, account)}${further(rest)}, and reset all else of it`;
    },
    passes: ['/JobUpdate/Role'],
    alike: ['glue:UpdateJobFromSourceControl'],
    reversible: true,
    look: glueJob,
    example: {
      JobName: 'orders-to-parquet',
      JobUpdate: {
        Role: 'arn:aws:iam::111122223333:role/etl',
        Command: { Name: 'glueetl', ScriptLocation: 's3://releases/orders.py' },
      },
    },
  }),
  define({
    operation: 'CreateTrigger',
    groups: ['code-change', 'persistence'],
    resource: 'arn:{partition}:glue:{region}:{account}:trigger/{Name}',
    values: { Name: name },
    say: ({ Name, Type, Schedule, Actions }) =>
      sentence`Make trigger ${Name} (${Type}) to start ${listed(Actions.map(sayStart), { most: 5 })}${Schedule === undefined ? '' : ` by ${Schedule}`}`,
    reversible: true,
    example: {
      Name: 'every-night',
      Type: 'SCHEDULED',
      Schedule: 'cron(0 3 * * ? *)',
      Actions: [{ JobName: 'orders-to-parquet' }],
    },
  }),
  define({
    operation: 'StartTrigger',
    groups: ['code-change'],
    resource: 'arn:{partition}:glue:{region}:{account}:trigger/{Name}',
    values: { Name: name },
    say: ({ Name }) => sentence`Turn on trigger ${Name}, and start what it starts`,
    reversible: false,
    example: { Name: 'every-night' },
  }),
  define({
    operation: 'StartWorkflowRun',
    groups: ['code-change', 'resource-creation'],
    resource: 'arn:{partition}:glue:{region}:{account}:workflow/{Name}',
    values: { Name: name },
    say: ({ Name, RunProperties = {} }) => {
      const given = Object.entries(RunProperties).map(([key, value]) => `${key}=${value}`);
      return sentence`Run workflow ${Name}${given.length > 0 ? ` with ${listed(given)}` : ''}`;
    },
    reversible: false,
    example: { Name: 'orders' },
  }),
];
