import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { FunctionSpec } from '../../functions/shared/function-spec.ts';
import { iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import type { ServiceFunction } from './service-function.ts';

export interface FunctionScheduleProps {
  config: Config;
  target: ServiceFunction;
  schedule: NonNullable<FunctionSpec['schedule']>;
}

/** Calls a function again and again, by a role that can do nothing else. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, { config, target, schedule }: FunctionScheduleProps) {
    super(scope, id);
    const { name } = target.spec;
    const role = new iam.Role(this, 'Role', {
      roleName: iamNameOf(config, `${name}-clock`),
      description: `Countersign: may call ${name}`,
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
    );
    new scheduler.CfnSchedule(this, 'Schedule', {
      name: nameOf(config, name),
      description: target.spec.description,
      scheduleExpression:
        'everyMinutes' in schedule
          ? `rate(${schedule.everyMinutes} minutes)`
          : `cron(${schedule.minuteOfHour} * * * ? *)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        // The next call comes soon enough.
        retryPolicy: { maximumRetryAttempts: 0 },
      },
    }).node.addDependency(role);
  }
}
