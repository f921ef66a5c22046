import { STSClient } from '@aws-sdk/client-sts';
import { createAssumeRole } from '../../adapters/aws/execute/assume-role.ts';
import { createLookAt } from '../../adapters/aws/execute/create-look-at.ts';
import { createPrepareCall } from '../../adapters/aws/execute/create-prepare-call.ts';
import type { OpenConnection } from '../../adapters/aws/execute/open-connection.ts';
import type { SessionPolicy } from '../../adapters/aws/execute/session-of.ts';
import { catalogWith } from '../../catalog/catalog.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import type { Looked, Sent } from '../../core/ports/executor.ts';

/** How an action comes to be run. */
export interface Way {
  run: (action: string, parameters: JsonObject) => Promise<Ran>;
  look: (action: string, parameters: JsonObject) => Promise<Looked>;
}

/** `not-ready`: Countersign refused it, and nothing was sent. */
export type Ran = Sent | { kind: 'not-ready'; code: string; detail: string };

export interface Place {
  account: string;
  region: string;
  open: OpenConnection;
}

/** By the adapters alone: no submission, no votes. */
export function directWay({ account, region, open }: Place): Way {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' };
  const sts = new STSClient({ region, credentials, requestHandler: open() });
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const { find } = catalogWith();
  const shared = {
    find,
    open,
    assumeRole: createAssumeRole(sts),
    // moto looks at no policy unless it is told to; the small account of `npm start` enforces it on every call.
    sessionPolicyFor: (): SessionPolicy => ({
      ok: true,
      document: { Version: '2012-10-17', Statement: [everything] },
    }),
    now: () => new Date().toISOString(),
  };
  const prepare = createPrepareCall({
    ...shared,
    roleArnFor: (of) => `arn:aws:iam::${of}:role/countersign-test-executor`,
  });
  const lookAt = createLookAt({
    ...shared,
    roleArnFor: (of) => `arn:aws:iam::${of}:role/countersign-test-look`,
  });
  const request = { requestId: 'f'.repeat(32), digest: 'd'.repeat(64), agent: 'deployer', account, region };
  return {
    run: async (action, parameters) => {
      const prepared = await prepare({ ...request, approvers: ['ana@example.com'], action, parameters });
      return prepared.ok ? prepared.send() : { ...prepared, kind: 'not-ready' };
    },
    look: (action, parameters) => lookAt({ ...request, action, parameters }),
  };
}
