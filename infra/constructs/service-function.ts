import { type Duration, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { Bundles, FunctionName } from '../function-names.ts';
import { iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { ServiceLogGroup } from './service-log-group.ts';

/** What every function of a deployment shares. */
export interface SharedFunctionProps {
  config: Config;
  bundles: Bundles;
  logKey: kms.IKey;
}

export interface ServiceFunctionProps<Env extends z.ZodType> {
  name: FunctionName;
  description: string;
  timeout: Duration;
  memorySize: number;
  /** Typed by the function's own env.ts: a name that it does not know, or one that is missing, does not compile. */
  environment: { [Name in keyof z.input<Env>]: string };
  reservedConcurrentExecutions?: number | undefined;
}

/** A Lambda as all of ours are: its own role that starts with nothing, its own log group, traced, on arm64. */
export class ServiceFunction<Env extends z.ZodType> extends lambda.Function {
  readonly serviceName: FunctionName;

  constructor(scope: Construct, id: string, shared: SharedFunctionProps, props: ServiceFunctionProps<Env>) {
    const { config, bundles, logKey } = shared;
    const { name, environment, reservedConcurrentExecutions, ...rest } = props;
    const functionName = nameOf(config, name);
    const logGroup = new ServiceLogGroup(scope, `${id}Logs`, {
      config,
      logGroupName: `/countersign/${config.stage}/${name}`,
      encryptionKey: logKey,
    });
    const role = new iam.Role(scope, `${id}Role`, {
      roleName: iamNameOf(config, name),
      description: `Countersign: what ${name} may do`,
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'Sending traces, and listing streams where it reads one, know no resources. A test holds it at such actions.',
    });
    super(scope, id, {
      ...rest,
      functionName,
      role,
      logGroup,
      code: lambda.Code.fromAsset(bundles[name]),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: {
        ...(environment as Record<string, string>),
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: 'Countersign',
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
      ...(reservedConcurrentExecutions && { reservedConcurrentExecutions }),
    });
    this.serviceName = name;
  }

  /** Exact actions on exact resources. */
  may(actions: string[], resources: string[], conditions?: iam.Conditions): void {
    this.addToRolePolicy(new iam.PolicyStatement({ actions, resources, ...(conditions && { conditions }) }));
  }
}

/** Where it does not matter which settings a function takes. */
export type AnyServiceFunction = lambda.Function & Pick<ServiceFunction<z.ZodType>, 'serviceName' | 'may'>;
