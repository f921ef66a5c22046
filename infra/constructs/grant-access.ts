import { Fn, Stack, Validations } from 'aws-cdk-lib';
import { type FunctionResources, secretNameOf } from './function-resources.ts';
import type { ServiceFunction } from './service-function.ts';
import { grantTableAccess } from './table-access.ts';

/** All that a function's spec says it may do, each thing with its least permission, and nothing besides. */
export function grantAccess(fn: ServiceFunction, resources: FunctionResources): void {
  const {
    environment,
    table = [],
    publishesTo = [],
    starts = [],
    answersTasksOf = [],
    addsToAudit,
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
  for (const workflow of answersTasksOf) {
    fn.may(['states:SendTaskSuccess'], [resources.workflowArns[workflow]]);
  }
  if (addsToAudit) grantAdding(fn, resources.auditBucketArnExport, addsToAudit);
}

/** By name. Secrets Manager ends each ARN with six characters of its own. */
function grantSecretRead(fn: ServiceFunction, secretName: string): void {
  const arn = Stack.of(fn).formatArn({ service: 'secretsmanager', resource: `secret:${secretName}-??????` });
  fn.may(['secretsmanager:GetSecretValue'], [arn]);
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
