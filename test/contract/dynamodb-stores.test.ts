import { GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCardStore } from '../../adapters/aws/dynamodb/card-store.ts';
import { createCoverageStore } from '../../adapters/aws/dynamodb/coverage-store.ts';
import { createDeniedStore } from '../../adapters/aws/dynamodb/denied-store.ts';
import { createIncidentStore } from '../../adapters/aws/dynamodb/incident-store.ts';
import { createKeyStore } from '../../adapters/aws/dynamodb/key-store.ts';
import { createPeopleFinder, createPeopleIndex } from '../../adapters/aws/dynamodb/people-index.ts';
import { createRateStore } from '../../adapters/aws/dynamodb/rate-store.ts';
import { createRequestStore } from '../../adapters/aws/dynamodb/request-store.ts';
import { createSightingStore } from '../../adapters/aws/dynamodb/sighting-store.ts';
import { createSlotStore } from '../../adapters/aws/dynamodb/slot-store.ts';
import { createStandingStore } from '../../adapters/aws/dynamodb/standing-store.ts';
import { createThreadStore } from '../../adapters/aws/dynamodb/thread-store.ts';
import { createTokenStore } from '../../adapters/aws/dynamodb/token-store.ts';
import { createTurnStore } from '../../adapters/aws/dynamodb/turn-store.ts';
import { explainIncident } from '../../core/detection/explain-incident.ts';
import { expire } from '../../core/request/close-request.ts';
import { noon } from '../support/given/clock.ts';
import { directory, people } from '../support/given/directory.ts';
import { openingOfFound } from '../support/given/incidents.ts';
import { opened, pending } from '../support/given/requests.ts';
import { review } from '../support/given/rulings.ts';
import { coverageStoreContract } from './coverage-store.contract.ts';
import { type DynamoTable, openTable } from './dynamodb-table.ts';
import { freshId } from './fresh-id.ts';
import { incidentStoreContract } from './incident-store.contract.ts';
import { peopleIndexContract } from './people-index.contract.ts';
import { requestStoreContract } from './request-store.contract.ts';
import { deniedStoreContract, sightingStoreContract } from './sighting-stores.contract.ts';
import { slotStoreContract } from './slot-store.contract.ts';
import {
  cardStoreContract,
  keyStoreContract,
  rateStoreContract,
  threadStoreContract,
  tokenStoreContract,
  turnStoreContract,
} from './small-stores.contract.ts';
import { standingStoreContract } from './standing-store.contract.ts';

let table: DynamoTable;
beforeAll(async () => {
  table = await openTable();
});
afterAll(() => table.close());

const where = 'in DynamoDB';
requestStoreContract(where, async () => createRequestStore(table.client, table.name));
sightingStoreContract(where, async () => createSightingStore(table.client, table.name));
deniedStoreContract(where, async () => createDeniedStore(table.client, table.name));
coverageStoreContract(where, async () => createCoverageStore(table.client, table.name));
slotStoreContract(where, async () => createSlotStore(table.client, table.name));
keyStoreContract(where, async () => createKeyStore(table.client, table.name, () => noon));
tokenStoreContract(where, async () => createTokenStore(table.client, table.name));
incidentStoreContract(where, async () => createIncidentStore(table.client, table.name));
cardStoreContract(where, async () => createCardStore(table.client, table.name));
cardStoreContract(`${where}, of incidents`, async () =>
  createCardStore(table.client, table.name, 'incident'),
);
threadStoreContract(where, async () => createThreadStore(table.client, table.name));
peopleIndexContract(where, async () => ({
  ...createPeopleIndex(table.client, table.name),
  ...createPeopleFinder(table.client, table.name),
}));
rateStoreContract(where, async () => createRateStore(table.client, table.name));
turnStoreContract(where, async () => createTurnStore(table.client, table.name));
standingStoreContract(where, async () => ({
  requests: createRequestStore(table.client, table.name),
  standing: createStandingStore(table.client, table.name),
}));

describe('the table', () => {
  it('holds a record with every request and with nothing else: the stream’s filter asks for it', async () => {
    const { client, name } = table;
    const requestId = freshId();
    const transition = opened(review(), { id: requestId });
    await createRequestStore(client, name).create(transition);
    await createTokenStore(client, name).put(requestId, 'a-task-token');
    await createCardStore(client, name).put(requestId, { door: 'slack', ref: 'C0APPROVALS/1.1', tier: 0 });
    await createKeyStore(client, name, () => noon).bind(freshId(), {
      digest: transition.request.digest,
      requestId,
    });
    await createSlotStore(client, name).reserve(
      'etl',
      { digest: transition.request.digest, requestId, at: noon },
      20,
    );
    const { Items = [] } = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
    const withRecord = Items.filter(({ record }) => record !== undefined);
    expect(withRecord.every(({ sk }) => ['request', 'incident', 'coverage'].includes(sk?.S ?? ''))).toBe(
      true,
    );
    expect(JSON.stringify(withRecord)).not.toContain('a-task-token');
    const [own] = withRecord.filter(({ pk }) => pk?.S === `request#${requestId}`);
    expect(own).toMatchObject({
      version: { N: '1' },
      state: { S: 'pending' },
      agent: { S: 'etl' },
      digest: { S: transition.request.digest },
    });
    expect(JSON.parse(own?.record?.S ?? '')).toEqual(transition.record);
  });

  it('finds an incident by what it waits for until it is closed, and lets go of it then', async () => {
    const { client, name } = table;
    const [store, standing] = [createIncidentStore(client, name), createStandingStore(client, name)];
    const first = openingOfFound({ sightingId: freshId() });
    const { id } = first.incident;
    await store.create(first);
    const waiting = async () => {
      const ids: string[] = [];
      for await (const one of standing.list('explanation')) ids.push(one);
      return ids.includes(id);
    };
    const expires = async () => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: name, Key: { pk: { S: `incident#${id}` }, sk: { S: 'incident' } } }),
      );
      return Item?.expires?.N;
    };
    expect([await waiting(), await expires()]).toEqual([true, undefined]);
    const voter = { via: 'slack', kind: 'person', person: people.securityOne } as const;
    const closed = explainIncident(first.incident, voter, 'All right.', directory(), noon);
    if (closed.kind !== 'explained') throw new Error(closed.why);
    await store.advance(closed.transition);
    expect(await waiting()).toBe(false);
    expect(Number(await expires())).toBe(Date.parse(noon) / 1_000 + 90 * 86_400);
  });

  it('lets go of a request ninety days after it is over, and of none that is not', async () => {
    const { client, name } = table;
    const requestId = freshId();
    const [first, over] = [opened(review(), { id: requestId }), expire(pending({}, { id: requestId }), noon)];
    const store = createRequestStore(client, name);
    const expiresOf = async () => {
      const key = { pk: { S: `request#${requestId}` }, sk: { S: 'request' } };
      const { Item } = await client.send(
        new GetItemCommand({ TableName: name, Key: key, ConsistentRead: true }),
      );
      return Item?.expires?.N;
    };
    await store.create(first);
    expect(await expiresOf()).toBeUndefined();
    await store.advance(over);
    expect(Number(await expiresOf())).toBe(Date.parse('2026-04-05T12:00:00.000Z') / 1_000);
  });

  it('that cannot be reached is an outage, not a conflict', async () => {
    const unreachable = createRequestStore(table.client, 'no-such-table');
    await expect(unreachable.create(opened(review()))).rejects.toThrow();
    await expect(unreachable.get(freshId())).rejects.toThrow();
  });
});
