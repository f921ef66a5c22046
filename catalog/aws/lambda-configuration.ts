import { z } from 'zod';
import { parseArn } from '../../core/lib/arn.ts';
import { inTurn, namedIn, sentence } from '../sentence.ts';
import { arnOf, kmsKeyArn, layerVersionArn, roleArn } from '../values/arn.ts';
import { matching, securityGroupId, subnetId, text } from '../values/aws-values.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

/** An empty list takes the function out of its network. */
const orEmpty = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((items) => new Set(items).size === items.length, 'names one thing twice')
    .meta({ uniqueItems: true });

const changes = {
  Role: roleArn.optional(),
  Handler: matching('\\S+', 128).optional(),
  Runtime: matching('[a-z0-9.-]+', 40).optional(),
  Description: z.string().max(256).optional(),
  Timeout: z.int().min(1).max(900).optional(),
  MemorySize: z.int().min(128).max(32_768).optional(),
  Environment: z.strictObject({ Variables: z.record(text(256), z.string().max(4_096)) }).optional(),
  VpcConfig: z
    .strictObject({
      SubnetIds: orEmpty(subnetId, 16),
      SecurityGroupIds: orEmpty(securityGroupId, 5),
      Ipv6AllowedForDualStack: z.boolean().optional(),
    })
    .refine(
      ({ SubnetIds, SecurityGroupIds }) => (SubnetIds.length === 0) === (SecurityGroupIds.length === 0),
      'names subnets and security groups, or is empty in both to leave the network',
    )
    .refine(
      ({ SubnetIds, Ipv6AllowedForDualStack }) =>
        SubnetIds.length > 0 || Ipv6AllowedForDualStack === undefined,
      'says nothing of IPv6 without a network',
    )
    .optional(),
  // In their order: a later layer's files replace those of an earlier one.
  Layers: z.array(layerVersionArn).max(5).optional(),
  DeadLetterConfig: z
    .strictObject({
      TargetArn: arnOf(
        '(?:sqs|sns)',
        '[a-zA-Z0-9_.-]{1,256}',
        'arn:aws:sqs:eu-central-1:111122223333:failed',
      ),
    })
    .optional(),
  TracingConfig: z.strictObject({ Mode: z.enum(['Active', 'PassThrough']) }).optional(),
  EphemeralStorage: z.strictObject({ Size: z.int().min(512).max(32_768) }).optional(),
  KMSKeyArn: kmsKeyArn.optional(),
};

export const configuration = <Name extends z.ZodType, Revision extends z.ZodType>(
  FunctionName: Name,
  RevisionId: Revision,
) => z.strictObject({ FunctionName, RevisionId, ...changes }).refine(...atLeastOne(...Object.keys(changes)));

type Changes = z.infer<z.ZodObject<typeof changes>>;

/** Variables by which other code runs than the function's own. */
const code = [
  'AWS_LAMBDA_EXEC_WRAPPER',
  'NODE_OPTIONS',
  'NODE_PATH',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'PYTHONPATH',
  'PYTHONSTARTUP',
  'JAVA_TOOL_OPTIONS',
  'RUBYOPT',
  'RUBYLIB',
  'PATH',
];

/** How each change is said, the gravest first. */
const says: { [Name in keyof Changes]-?: (value: NonNullable<Changes[Name]>, ownAccount: string) => string } =
  {
    Role: (role, ownAccount) => `run it as ${namedIn(role, ownAccount)}`,
    Layers: (layers, ownAccount) =>
      layers.length === 0
        ? 'take all layers out'
        : `put layers ${inTurn(
            layers.map((arn) => layerIn(arn, ownAccount)),
            ', ',
          )} under its code`,
    Environment: ({ Variables }) => `set its variables to ${sayVariables(Variables)}`,
    Handler: (handler) => `start it at ${handler}`,
    Runtime: (runtime) => `run it on ${runtime}`,
    VpcConfig: ({ SubnetIds, SecurityGroupIds, Ipv6AllowedForDualStack: ipv6 }) =>
      SubnetIds.length === 0
        ? 'take it out of its network'
        : `put it into ${listed(SubnetIds)} with ${listed(SecurityGroupIds)}${ipv6 === undefined ? '' : `, ${ipv6 ? 'with' : 'without'} IPv6`}`,
    KMSKeyArn: (key, ownAccount) => `encrypt its variables with ${namedIn(key, ownAccount)}`,
    DeadLetterConfig: ({ TargetArn }, ownAccount) => `send what failed to ${namedIn(TargetArn, ownAccount)}`,
    Timeout: (seconds) => `stop it after ${seconds} s`,
    MemorySize: (size) => `give it ${size} MB`,
    EphemeralStorage: ({ Size }) => `give it ${Size} MB of disk`,
    TracingConfig: ({ Mode }) => `set its tracing to ${Mode}`,
    Description: () => 'describe it anew',
  };

export const layerIn = (arn: string, ownAccount: string): string => {
  const [layer = '', version] = (parseArn(arn)?.resource ?? arn).replace(/^layer:/, '').split(':');
  return `${namedIn(arn.replace(/:[0-9]+$/, ''), ownAccount).replace(/^layer:/, '') || layer} version ${version}`;
};

export function sayVariables(variables: Readonly<Record<string, string>>): string {
  const worst = Object.keys(variables).filter((name) => code.includes(name));
  const said = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return listed(said, { worst: worst.map((name) => `${name}=${variables[name]}`) });
}

export function sayConfiguration(name: string, given: Changes, ownAccount: string): string {
  const said = Object.entries(says).flatMap(([change, say]) => {
    const value = given[change as keyof Changes];
    return value === undefined ? [] : [(say as (value: unknown, own: string) => string)(value, ownAccount)];
  });
  return sentence`Change function ${name}: ${inTurn(said)}`;
}
