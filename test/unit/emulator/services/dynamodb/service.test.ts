import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableSpec } from '../../../../../emulator/services/dynamodb/tables.ts';
import { account, adminRole, type Running, region, runEndpoint } from '../../wire/running-endpoint.ts';

const tableArn = `arn:aws:dynamodb:${region}:${account}:table/requests`;
const table: TableSpec = {
  name: 'requests',
  arn: tableArn,
  keySchema: [
    { name: 'pk', type: 'HASH' },
    { name: 'sk', type: 'RANGE' },
  ],
  attributes: [
    { name: 'pk', type: 'S' },
    { name: 'sk', type: 'S' },
  ],
  stream: { arn: `${tableArn}/stream/2026-01-01T00:00:00.000`, viewType: 'NEW_IMAGE' },
};
const key = { pk: { S: 'request#1' }, sk: { S: 'request' } };

let running: Running;
let client: DynamoDBClient;
beforeEach(async () => {
  running = await runEndpoint({ tables: [table] });
  client = new DynamoDBClient(running.as(adminRole));
});
afterEach(() => running.close());

const put = (version: number) =>
  client.send(new PutItemCommand({ TableName: 'requests', Item: { ...key, version: { N: `${version}` } } }));

describe('the table', () => {
  it('gives back what was put, by key and by query', async () => {
    await put(1);
    const got = await client.send(
      new GetItemCommand({ TableName: tableArn, Key: key, ConsistentRead: true }),
    );
    const queried = await client.send(
      new QueryCommand({
        TableName: 'requests',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': key.pk },
      }),
    );
    expect(got.Item).toEqual({ ...key, version: { N: '1' } });
    expect(queried.Items).toEqual([got.Item]);
    expect(await running.dynamodb.scan('requests')).toEqual([got.Item]);
  });

  it('refuses a write whose condition fails, and shows the item that stood against it', async () => {
    await put(1);
    const write = client.send(
      new PutItemCommand({
        TableName: 'requests',
        Item: key,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    const refusal = await write.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConditionalCheckFailedException);
    expect((refusal as ConditionalCheckFailedException).Item).toEqual({ ...key, version: { N: '1' } });
    expect(running.records).toHaveLength(1);
  });

  it('answers a table that is not there as DynamoDB does', async () => {
    const read = client.send(new GetItemCommand({ TableName: 'other', Key: key }));
    await expect(read).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    [new ScanCommand({ TableName: 'requests' }), 'dynamodb:Scan is not implemented'],
    [new TransactWriteItemsCommand({ TransactItems: [] }), 'dynamodb:TransactWriteItems is not implemented'],
    [
      new QueryCommand({ TableName: 'requests', IndexName: 'by-state', KeyConditionExpression: 'pk = :pk' }),
      'dynamodb:Query does not implement field IndexName',
    ],
  ])('names what it does not implement (%#)', async (command, message) => {
    const call = client.send(command as ScanCommand);
    await expect(call).rejects.toMatchObject({
      name: 'NotImplementedLocally',
      message: `NotImplementedLocally: ${message}`,
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe('the stream', () => {
  const update = (version: number) =>
    client.send(
      new UpdateItemCommand({
        TableName: 'requests',
        Key: key,
        UpdateExpression: 'SET version = :version',
        ExpressionAttributeValues: { ':version': { N: `${version}` } },
      }),
    );

  it('says what happened to an item, with its new image', async () => {
    await put(1);
    await update(2);
    await client.send(new DeleteItemCommand({ TableName: 'requests', Key: key }));
    expect(
      running.records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.NewImage?.version]),
    ).toEqual([
      ['INSERT', { N: '1' }],
      ['MODIFY', { N: '2' }],
      ['REMOVE', undefined],
    ]);
    expect(running.records[0]).toMatchObject({
      eventSource: 'aws:dynamodb',
      eventSourceARN: table.stream?.arn,
      awsRegion: region,
      dynamodb: { Keys: key, StreamViewType: 'NEW_IMAGE' },
    });
  });

  it('holds no record of a write that changed nothing', async () => {
    await put(1);
    await put(1);
    await client.send(new DeleteItemCommand({ TableName: 'requests', Key: { ...key, sk: { S: 'absent' } } }));
    expect(running.records).toHaveLength(1);
  });

  it('holds each of many concurrent changes of one item once, in order, each with its own image', async () => {
    await put(0);
    await Promise.all(
      Array.from({ length: 25 }, () =>
        client.send(
          new UpdateItemCommand({
            TableName: 'requests',
            Key: key,
            UpdateExpression: 'ADD version :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          }),
        ),
      ),
    );
    const versions = running.records.map(({ dynamodb }) => Number(dynamodb?.NewImage?.version?.N));
    expect(versions).toEqual(Array.from({ length: 26 }, (_, version) => version));
    const sequences = running.records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
    expect(sequences).toEqual([...new Set(sequences)].sort());
    expect(new Set(running.records.map(({ eventID }) => eventID)).size).toBe(26);
  });
});
