import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { WorkflowName } from '../../functions/shared/function-spec.ts';
import { constructIdOf, iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import type { ServiceFunction } from './service-function.ts';
import { ServiceLogGroup } from './service-log-group.ts';

export interface WorkflowProps {
  config: Config;
  /** Its definition is the file of this name. */
  name: WorkflowName;
  logKey: kms.IKey;
  functions: readonly ServiceFunction[];
}

/** The clock and the driver of what people decide. It may call the functions that its definition names. */
export class Workflow extends sfn.StateMachine {
  constructor(scope: Construct, id: string, { config, name, logKey, functions }: WorkflowProps) {
    const stateMachineName = nameOf(config, name);
    const file = `${name}.asl.json`;
    const text = readFileSync(new URL(`../../statemachines/${file}`, import.meta.url), 'utf8');
    const functionArns = functionArnsIn(text, functions, file);
    const role = new iam.Role(scope, `${id}Role`, {
      roleName: iamNameOf(config, name),
      description: `Countersign: what the ${name} workflow may do`,
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: Object.values(functionArns),
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray and the delivery of logs know no resources. A test holds it at their actions.',
    });
    super(scope, id, {
      stateMachineName,
      role,
      definitionBody: sfn.DefinitionBody.fromString(text),
      definitionSubstitutions: functionArns,
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

/** `${AskFunctionArn}` in a definition is the ARN of `ask`. */
function functionArnsIn(
  text: string,
  functions: readonly ServiceFunction[],
  file: string,
): Record<string, string> {
  const named = new Set(Array.from(text.matchAll(/\$\{(\w+)FunctionArn\}/g), ([, id = '']) => id));
  return Object.fromEntries(
    Array.from(named, (id) => {
      const fn = functions.find(({ spec }) => constructIdOf(spec.name) === id);
      if (!fn) throw new Error(`${file} calls \${${id}FunctionArn}, and no function is called so.`);
      return [`${id}FunctionArn`, fn.functionArn];
    }),
  );
}
