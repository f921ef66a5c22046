import { Duration, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionSpec } from '../../functions/shared/function-spec.ts';
import type { BundledFunction } from '../bundles.ts';
import { deploymentOf, iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { environmentValue, type FunctionResources } from './function-resources.ts';
import { ServiceLogGroup } from './service-log-group.ts';

/** What every function of a deployment shares. */
export interface SharedFunctionProps {
  config: Config;
  logKey: kms.IKey;
  resources: FunctionResources;
}

/** A Lambda as all of ours are: its own role that starts with nothing, its own log group, traced, on arm64. */
export class ServiceFunction extends lambda.Function {
  readonly spec: FunctionSpec;

  constructor(scope: Construct, id: string, shared: SharedFunctionProps, { spec, folder }: BundledFunction) {
    const { config, logKey, resources } = shared;
    const { name } = spec;
    const reserved = reservedConcurrency(spec, config);
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
      functionName: nameOf(config, name),
      description: spec.description,
      memorySize: spec.memoryMegabytes,
      timeout: Duration.seconds(spec.timeoutSeconds),
      ...(reserved && { reservedConcurrentExecutions: reserved }),
      role,
      logGroup,
      code: lambda.Code.fromAsset(folder),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      // A schedule's calls are all alike, and each trace of them would be paid for.
      tracing: spec.schedule ? lambda.Tracing.PASS_THROUGH : lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: {
        ...environmentOf(spec, resources),
        COUNTERSIGN_DEPLOYMENT: deploymentOf(config),
        // Names and lines of our sources in logs, whose code is minified.
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: 'Countersign',
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
    });
    this.spec = spec;
  }

  /** Exact actions on exact resources. */
  may(actions: string[], resources: string[], conditions?: iam.Conditions): void {
    this.addToRolePolicy(new iam.PolicyStatement({ actions, resources, ...(conditions && { conditions }) }));
  }
}

const reservedConcurrency = ({ reservedConcurrency: reserved }: FunctionSpec, config: Config) =>
  typeof reserved === 'object' ? config[reserved.setting] : reserved;

const environmentOf = ({ environment }: FunctionSpec, resources: FunctionResources): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, environmentValue(value, resources)]),
  );
