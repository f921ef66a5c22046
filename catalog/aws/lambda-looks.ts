import type { Lambda } from '@aws-sdk/client-lambda';
import { hiddenButCompared } from '../../core/execution/seen.ts';
import { looksOf } from '../look.ts';
import { notKept, onlyGiven } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<Lambda>({ prefix: 'lambda' });

const none = ['ResourceNotFoundException'];
interface OfFunction {
  FunctionName: string;
}
const ofFunction = ({ FunctionName }: OfFunction) => ({ FunctionName });

interface ChangedSettings extends OfFunction {
  Role?: string | undefined;
  RevisionId?: string | undefined;
}
const settings = look({
  operation: 'GetFunctionConfiguration',
  input: ({ FunctionName }: ChangedSettings) => ({ FunctionName }),
  keep: (answer, given) => {
    const { Role, Handler, Runtime, Description, Timeout, MemorySize, KMSKeyArn, FunctionArn } = answer;
    const { Environment, VpcConfig: vpc, Layers = [], EphemeralStorage, DeadLetterConfig } = answer;
    const { Mode } = answer.TracingConfig ?? {};
    const { Ipv6AllowedForDualStack: ipv6 } = vpc ?? {};
    const subnets = vpc?.SubnetIds ?? [];
    return onlyGiven(
      {
        Role,
        Handler,
        Runtime,
        Description,
        Timeout,
        MemorySize,
        KMSKeyArn: KMSKeyArn || undefined,
        Layers: Layers.map(({ Arn }) => Arn),
        DeadLetterConfig: DeadLetterConfig?.TargetArn ? DeadLetterConfig : undefined,
        TracingConfig: Mode && { Mode },
        EphemeralStorage,
        VpcConfig: {
          SubnetIds: subnets.toSorted(),
          SecurityGroupIds: (vpc?.SecurityGroupIds ?? []).toSorted(),
          Ipv6AllowedForDualStack: subnets.length > 0 ? ipv6 : undefined,
        },
        // People put passwords there.
        Environment: {
          Variables: Environment?.Variables
            ? hiddenButCompared('variables', FunctionArn ?? '', Environment.Variables)
            : {},
        },
      },
      given,
    );
  },
  none,
});
export const functionSettings = {
  look: settings,
  undo: undoFrom(
    settings,
    ['lambda:UpdateFunctionConfiguration'],
    ({ parameters: { FunctionName, RevisionId: _, ...given }, before }) => {
      const missing = notKept(before, given, []);
      return missing === undefined
        ? { action: 'lambda:UpdateFunctionConfiguration', parameters: { FunctionName, ...before } }
        : { impossible: `it had no ${missing}, and none can be asked for` };
    },
  ),
};

/** What its code was is known by its hash: nobody keeps the code, so nobody puts it back. */
export const functionCode = look({
  operation: 'GetFunctionConfiguration',
  input: ofFunction,
  keep: ({ CodeSha256, PackageType, Architectures }) => ({ CodeSha256, PackageType, Architectures }),
  none,
});

interface OfAlias extends OfFunction {
  Name: string;
  RevisionId?: string | undefined;
}
const alias = look({
  operation: 'GetAlias',
  input: ({ FunctionName, Name }: OfAlias) => ({ FunctionName, Name }),
  keep: ({ FunctionVersion, Description = '', RoutingConfig }) => ({
    FunctionVersion,
    Description,
    RoutingConfig: { AdditionalVersionWeights: RoutingConfig?.AdditionalVersionWeights ?? {} },
  }),
  none,
});
export const aliasOfFunction = {
  look: alias,
  undo: undoFrom(
    alias,
    ['lambda:UpdateAlias'],
    ({ parameters: { FunctionName, Name, RevisionId: _, ...given }, before }) =>
      'FunctionVersion' in given && before.FunctionVersion === '$LATEST'
        ? { impossible: 'the alias named $LATEST, which moves and cannot be asked for' }
        : {
            action: 'lambda:UpdateAlias',
            parameters: { FunctionName, Name, ...onlyGiven(before, given) },
          },
  ),
};

interface OfUrl extends OfFunction {
  Qualifier?: string | undefined;
}
const url = look({
  operation: 'GetFunctionUrlConfig',
  input: ({ FunctionName, Qualifier }: OfUrl) => ({ FunctionName, Qualifier }),
  keep: ({ AuthType, Cors, InvokeMode }) => ({ AuthType, Cors, InvokeMode }),
  none,
});
export const functionUrl = {
  look: url,
  undo: undoFrom(
    url,
    ['lambda:UpdateFunctionUrlConfig'],
    ({ parameters: { FunctionName, Qualifier, ...given }, before }) => {
      const missing = notKept(before, given, []);
      return missing === undefined
        ? {
            action: 'lambda:UpdateFunctionUrlConfig',
            parameters: { FunctionName, Qualifier, ...onlyGiven(before, given) },
          }
        : { impossible: `it had no ${missing}, and none can be asked for` };
    },
  ),
};

const policy = look({
  operation: 'GetPolicy',
  input: ({ FunctionName }: OfFunction & { StatementId: string }) => ({ FunctionName }),
  keep: ({ Policy }) => ({ Policy }),
  none,
});
export const newPermission = {
  look: policy,
  undo: undoFrom(policy, ['lambda:RemovePermission'], ({ parameters: { FunctionName, StatementId } }) => ({
    action: 'lambda:RemovePermission',
    parameters: { FunctionName, StatementId },
  })),
};
/** A permission that is gone is seen as a statement, which says it in other words than the parameters that make one. */
export const removedPermission = look({
  operation: 'GetPolicy',
  input: ({ FunctionName, Qualifier }: OfUrl) => ({ FunctionName, Qualifier }),
  keep: ({ Policy }) => ({ Policy }),
  none,
});

interface OfLayer {
  LayerName: string;
  VersionNumber: number;
}
export const layerPolicy = look({
  operation: 'GetLayerVersionPolicy',
  input: ({ LayerName, VersionNumber }: OfLayer) => ({ LayerName, VersionNumber }),
  keep: ({ Policy }) => ({ Policy }),
  none,
});

const concurrency = look({
  operation: 'GetFunctionConcurrency',
  input: ofFunction,
  keep: ({ ReservedConcurrentExecutions }) => ({ ReservedConcurrentExecutions }),
  none,
});
export const functionConcurrency = {
  look: concurrency,
  undo: undoFrom(
    concurrency,
    ['lambda:PutFunctionConcurrency'],
    ({ parameters: { FunctionName }, before: { ReservedConcurrentExecutions } }) =>
      ReservedConcurrentExecutions === undefined
        ? { impossible: 'nothing was reserved for it, and no action of the catalog takes that away' }
        : {
            action: 'lambda:PutFunctionConcurrency',
            parameters: { FunctionName, ReservedConcurrentExecutions },
          },
  ),
};

export const codeSigning = look({
  operation: 'GetFunctionCodeSigningConfig',
  input: ofFunction,
  keep: ({ CodeSigningConfigArn }) => ({ CodeSigningConfigArn }),
  none,
});

export const eventSource = look({
  operation: 'GetEventSourceMapping',
  input: ({ UUID }: { UUID: string }) => ({ UUID }),
  keep: ({
    EventSourceArn,
    FunctionArn,
    BatchSize,
    FilterCriteria,
    DestinationConfig,
    KMSKeyArn,
    State,
  }) => ({
    EventSourceArn,
    FunctionArn,
    BatchSize,
    FilterCriteria,
    DestinationConfig,
    KMSKeyArn,
    // While it is enabled or changed it is on its way there.
    State: State && (/^(?:Enabl|Creat|Updat)/.test(State) ? 'Enabled' : State.replace(/ing$/, 'ed')),
  }),
  none,
});
