import { once } from '../../../../core/lib/once.ts';

export interface PendingRequest {
  id: string;
  submittedAt: string;
}

export interface PendingRequests {
  pendingRequests(table: string): Promise<readonly PendingRequest[]>;
  /** Whether an execution runs for it, as the sweep looks for one. Starts none. */
  hasWorkflow(workflowArn: string, requestId: string): Promise<boolean>;
}

/** By the deployment's own adapters: what it finds is what the sweep finds. */
export function createPendingRequests(region: string): PendingRequests {
  const openTable = once(async () => {
    const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
    const { createRequestStore } = await import('../../../../adapters/aws/dynamodb/request-store.ts');
    const { createStandingStore } = await import('../../../../adapters/aws/dynamodb/standing-store.ts');
    return { client: new DynamoDBClient({ region }), createRequestStore, createStandingStore };
  });
  const openWorkflows = once(async () => {
    const { SFNClient } = await import('@aws-sdk/client-sfn');
    const { createResumeWorkflow } = await import('../../../../adapters/aws/workflow.ts');
    return { client: new SFNClient({ region }), createResumeWorkflow };
  });
  return {
    async pendingRequests(table) {
      const { client, createRequestStore, createStandingStore } = await openTable();
      const requests = createRequestStore(client, table);
      const pending: PendingRequest[] = [];
      for await (const id of createStandingStore(client, table).list('decision')) {
        const request = await requests.get(id);
        if (request?.state === 'pending') pending.push({ id, submittedAt: request.submittedAt });
      }
      return pending;
    },
    async hasWorkflow(workflowArn, requestId) {
      const { client, createResumeWorkflow } = await openWorkflows();
      return (await createResumeWorkflow(client, workflowArn)(requestId, async () => undefined)) === 'runs';
    },
  };
}
