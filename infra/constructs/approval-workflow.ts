import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { ServiceLogGroup } from './service-log-group.ts';

export interface ApprovalWorkflowProps {
  config: Config;
  logKey: kms.IKey;
  ask: lambda.IFunction;
  conclude: lambda.IFunction;
}

const definition = new URL('../../statemachines/approval.asl.json', import.meta.url);

/** The clock and the driver of a request that people decide. */
export class ApprovalWorkflow extends sfn.StateMachine {
  constructor(scope: Construct, id: string, { config, logKey, ask, conclude }: ApprovalWorkflowProps) {
    const stateMachineName = nameOf(config, 'approval');
    const role = new iam.Role(scope, `${id}Role`, {
      roleName: iamNameOf(config, 'approval'),
      description: 'Countersign: what the approval workflow may do',
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [ask.functionArn, conclude.functionArn],
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray and the delivery of logs know no resources. A test holds it at their actions.',
    });
    super(scope, id, {
      stateMachineName,
      role,
      definitionBody: sfn.DefinitionBody.fromString(readFileSync(definition, 'utf8')),
      definitionSubstitutions: { AskFunctionArn: ask.functionArn, ConcludeFunctionArn: conclude.functionArn },
      tracingEnabled: true,
      logs: {
        level: sfn.LogLevel.ALL,
        // The data holds task tokens: whoever reads one could resume the workflow.
        includeExecutionData: false,
        destination: new ServiceLogGroup(scope, `${id}Logs`, {
          config,
          // Under /aws/vendedlogs/ one resource policy of the account serves all; there can be only ten.
          logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
          encryptionKey: logKey,
        }),
      },
    });
  }
}
