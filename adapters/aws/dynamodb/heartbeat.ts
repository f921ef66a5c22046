import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { heartbeatKey } from '../../../core/ports/store.ts';

/** An item that changes with each beat: a write that changes nothing never reaches the stream. */
export const createBeat =
  (client: DynamoDBClient, table: string, now: () => string) => async (): Promise<void> => {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: heartbeatKey }, sk: { S: heartbeatKey }, at: { S: now() } },
      }),
    );
  };
