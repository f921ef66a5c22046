import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTurnStore } from '../aws/dynamodb/turn-store.ts';

/** As often as Slack lets, together with all others that write. `patienceMs`: for one call, by what its function's timeout leaves. */
export const slackPace = (dynamodb: DynamoDBClient, table: string, patienceMs: number) => ({
  turns: createTurnStore(dynamodb, table),
  patienceMs,
  nowMs: Date.now,
  sleep: async (ms: number): Promise<void> => void (await sleep(ms)),
});
