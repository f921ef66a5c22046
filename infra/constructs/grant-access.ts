import { ArnFormat, Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import type { AccountRole, FunctionSpec, WorkflowName } from '../../functions/shared/function-spec.ts';
import { accountRoles } from '../account-role.ts';
import { actingAccounts } from '../acting-accounts.ts';
import { iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { type FunctionResources, secretNameOf } from './function-resources.ts';
import type { ServiceFunction } from './service-function.ts';
import type { SigningKeys } from './signing-keys.ts';
import { grantTableAccess } from './table-access.ts';

/** All that a function's spec says it may do, each thing with its least permission, and nothing besides. */
export function grantAccess(fn: ServiceFunction, resources: FunctionResources): void {
  const {
    environment,
    table = [],
    publishesTo = [],
    starts = [],
    looksAfter = [],
    answersTasksOf = [],
    addsToAudit = [],
    readsAudit,
    copiesDigests,
    assumes,
    ticketKeys,
    evidenceKeys,
  } = fn.spec;
  if (table.length > 0) grantTableAccess(fn, table, resources.table);
  for (const value of Object.values(environment)) {
    if ('secret' in value) grantSecretRead(fn, secretNameOf(value.secret, resources.config));
  }
  for (const bus of publishesTo) {
    const asCountersign = { StringEquals: { 'events:source': 'countersign' } };
    fn.may(['events:PutEvents'], [resources.buses[bus].eventBusArn], asCountersign);
  }
  for (const workflow of starts) fn.may(['states:StartExecution'], [resources.workflowArns[workflow]]);
  for (const workflow of looksAfter) grantLooking(fn, resources.config, workflow);
  for (const workflow of answersTasksOf) {
    fn.may(['states:SendTaskSuccess'], [resources.workflowArns[workflow]]);
  }
  for (const prefix of addsToAudit) grantAdding(fn, resources.auditBucketArnExport, prefix);
  if (readsAudit) grantReading(fn, resources.auditBucketArnExport);
  if (copiesDigests) grantCopying(fn, resources.config);
  if (assumes) grantAssuming(fn, resources.config, assumes);
  if (ticketKeys) grantKeys(fn, ticketKeys, resources.ticketKeys);
  if (evidenceKeys) grantKeys(fn, evidenceKeys, resources.evidenceKeys);
}

/** Functions that it calls are made by now, whatever their order. */
export function grantInvoking(fn: ServiceFunction, all: readonly ServiceFunction[]): void {
  for (const name of fn.spec.invokes ?? []) {
    const invoked = all.find(({ spec }) => spec.name === name);
    if (!invoked) throw new Error(`${fn.spec.name} invokes ${name}, and no function is called so.`);
    fn.may(['lambda:InvokeFunction'], [invoked.functionArn]);
  }
}

/** In the accounts that are ours to act in, one by one: another account may have a role of that name. */
function grantAssuming(fn: ServiceFunction, config: Config, role: AccountRole): void {
  const { name, functions } = accountRoles[role];
  if (!functions.includes(fn.spec.name))
    throw new Error(
      `${fn.spec.name} must not assume the role ${name}: it lets in ${functions.join(' and ')} alone.`,
    );
  fn.may(
    ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
    actingAccounts(Stack.of(fn).account, config).map(
      (account) => `arn:aws:iam::${account}:role/${iamNameOf(config, name)}`,
    ),
  );
}

/** Whether an execution runs, and its input. Its history, which holds task tokens, is another permission. */
function grantLooking(fn: ServiceFunction, config: Config, workflow: WorkflowName): void {
  const stack = Stack.of(fn);
  const resourceName = `${nameOf(config, workflow)}:*`;
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  const executions = stack.formatArn({ service: 'states', resource: 'execution', resourceName, arnFormat });
  fn.may(['states:DescribeExecution'], [executions]);
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  Validations.of(fn.role ?? fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:aws:states:${stack.region}:${account}:execution:${resourceName}]`,
    reason: 'Executions are named after requests: they cannot be listed ahead.',
  });
}

/** By name. Secrets Manager ends each ARN with six characters of its own. */
function grantSecretRead(fn: ServiceFunction, secretName: string): void {
  const arn = Stack.of(fn).formatArn({ service: 'secretsmanager', resource: `secret:${secretName}-??????` });
  fn.may(['secretsmanager:GetSecretValue'], [arn]);
}

/** Who signs needs public halves as well: a thumbprint names the key, and those of the trail are all published. */
function grantKeys(
  fn: ServiceFunction,
  use: NonNullable<FunctionSpec['ticketKeys' | 'evidenceKeys']>,
  { signing, published }: Pick<SigningKeys, 'signing' | 'published'>,
): void {
  const read = use === 'sign' && fn.spec.ticketKeys ? [signing] : published;
  fn.may(
    ['kms:GetPublicKey'],
    read.map(({ keyArn }) => keyArn),
  );
  if (use === 'sign') {
    const asDigests = { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' };
    fn.may(['kms:Sign'], [signing.keyArn], { StringEquals: asDigests });
  }
}

/** Read and list, not write. What is locked is no secret to who signs it. */
function grantReading(fn: ServiceFunction, bucketArnExport: string): void {
  const bucketArn = Fn.importValue(bucketArnExport);
  fn.may(['s3:ListBucket'], [bucketArn]);
  fn.may(['s3:GetObject'], [`${bucketArn}/*`]);
  Validations.of(fn.role ?? fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${bucketArnExport}/*]`,
    reason: 'It signs what is there, whatever it is called.',
  });
}

/** Into a bucket that others guard, which must let this role in. */
function grantCopying(fn: ServiceFunction, { digestCopy }: Config): void {
  if (!digestCopy) return;
  const copies = `arn:aws:s3:::${digestCopy.bucket}/digests/*`;
  fn.may(['s3:PutObject'], [copies]);
  Validations.of(fn.role ?? fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${copies}]`,
    reason: 'Digest files are named by their hour: they cannot be listed ahead.',
  });
}

/** Write, not read, not list, not delete. */
function grantAdding(fn: ServiceFunction, bucketArnExport: string, prefix: string): void {
  fn.may(['s3:PutObject'], [`${Fn.importValue(bucketArnExport)}/${prefix}*`]);
  Validations.of(fn.role ?? fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${bucketArnExport}/${prefix}*]`,
    reason:
      'The keys of sealed objects name their hour and their place in the stream: they cannot be listed ahead.',
  });
}
