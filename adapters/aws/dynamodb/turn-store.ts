import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { restingUntil, takeTurn } from '../../../core/lib/take-turn.ts';
import type { Lane, TurnStore } from '../../../core/ports/pace.ts';
import { onCondition } from './conditional.ts';

/** Whoever loses so many races stands in a long line anyway. */
const rounds = 20;
const hourSeconds = 3_600;

/** One item a lane, a read and one conditional write a turn. The table deletes what nobody sends on any more. */
export function createTurnStore(client: DynamoDBClient, table: string): TurnStore {
  const keyOf = ({ name }: Lane) => ({ pk: { S: `pace#${name}` }, sk: { S: 'next' } });

  const read = async (lane: Lane): Promise<number | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(lane), ConsistentRead: true }),
    );
    return Item?.next?.N === undefined ? undefined : Number(Item.next.N);
  };

  const write = (lane: Lane, next: number, condition: string, values: Record<string, { N: string }> = {}) =>
    onCondition(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(lane),
          UpdateExpression: 'SET #next = :next, #expires = :expires',
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#next': 'next', '#expires': 'expires' },
          ExpressionAttributeValues: {
            ':next': { N: String(next) },
            ':expires': { N: String(Math.ceil(next / 1_000) + hourSeconds) },
            ...values,
          },
        }),
      ),
    );

  return {
    async take(lane, nowMs, patienceMs) {
      for (let round = 0; round < rounds; round += 1) {
        const seen = await read(lane);
        const turn = takeTurn(seen, lane.rate, nowMs, patienceMs);
        if (turn.kind === 'full') return turn;
        const written =
          seen === undefined
            ? await write(lane, turn.next, 'attribute_not_exists(#next)')
            : await write(lane, turn.next, '#next = :seen', { ':seen': { N: String(seen) } });
        if (written === 'written') return { kind: 'turn', inMs: turn.inMs };
      }
      return { kind: 'full', inMs: patienceMs };
    },

    async rest(lane, untilMs) {
      const next = restingUntil(untilMs, lane.rate);
      await write(lane, next, 'attribute_not_exists(#next) OR #next < :next');
    },
  };
}
