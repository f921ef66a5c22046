import type { LogLine } from '../../../local/deployment/journal.ts';
import type { CredentialStore } from '../../iam/credential-store.ts';
import { functionEnvironment } from './environment.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import type { FunctionSpec } from './function-spec.ts';

export interface FunctionsOptions {
  functions: readonly FunctionSpec[];
  region: string;
  endpointUrl: string;
  credentials: CredentialStore;
  environment: Readonly<Record<string, string>>;
  clockOffset: SharedArrayBuffer;
  onLog: (line: LogLine) => void;
  newId: () => string;
}

export interface Functions extends Fleet {
  /** By its name in the template, or by the name that its folder has. */
  named(name: string): FunctionPool;
}

export function startFunctions({
  functions,
  credentials,
  environment,
  ...options
}: FunctionsOptions): Functions {
  const { region, endpointUrl, clockOffset, onLog, newId } = options;
  const pools = functions.map((spec) =>
    createFunctionPool(spec, {
      clockOffset,
      onLog: (functionName, entry) => onLog({ functionName, entry }),
      environment: functionEnvironment(spec, {
        region,
        endpointUrl,
        credentials: credentials.issue({ roleArn: spec.roleArn, sessionName: spec.name }),
        extra: environment,
      }),
    }),
  );
  return {
    ...createFleet(pools, newId),
    named(name) {
      const pool = pools.find(({ spec }) => spec.name === name || spec.name.endsWith(`-${name}`));
      if (!pool) throw new Error(`The template has no function ${name}`);
      return pool;
    },
  };
}
