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
    { name: 'standing', type: 'S' },
    { name: 'until', type: 'S' },
  ],
  indexes: [
    {
      name: 'standing',
      keySchema: [
        { name: 'standing', type: 'HASH' },
        { name: 'until', type: 'RANGE' },
      ],
      projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  stream: { arn: `${tableArn}/stream/2026-01-01T00:00:00.000`, viewType: 'NEW_IMAGE' },
};
const key = { pk: { S: 'request#1' }, sk: { S: 'request' } };

const index = `${tableArn}/index/standing`;
/** A role that may query this alone, and there the uses alone. */
const mayQuery = (resource: string) => ({
  arn: `arn:aws:iam::${account}:role/queries-${resource === index ? 'the-index' : 'the-table'}`,
  policies: [
    {
      name: 'query',
      document: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'dynamodb:Query',
          Resource: resource,
          Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['use#*'] } },
        },
      },
    },
  ],
});

let running: Running;
let client: DynamoDBClient;
beforeEach(async () => {
  running = await runEndpoint({ tables: [table], roles: [mayQuery(index), mayQuery(tableArn)] });
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

  it('has an index of the items that have its keys, and asks for permission on it and on its keys', async () => {
    await put(1);
    const item = { pk: { S: 'request#2' }, sk: key.sk, standing: { S: 'use#1' }, until: { S: '2026' } };
    await client.send(new PutItemCommand({ TableName: 'requests', Item: { ...item, more: { S: 'x' } } }));
    const query = (standing: string) =>
      new QueryCommand({
        TableName: 'requests',
        IndexName: 'standing',
        KeyConditionExpression: '#standing = :key',
        ExpressionAttributeNames: { '#standing': 'standing' },
        ExpressionAttributeValues: { ':key': { S: standing } },
      });
    const as = ({ arn }: { arn: string }) => new DynamoDBClient(running.as(arn));
    expect((await as(mayQuery(index)).send(query('use#1'))).Items).toEqual([item]);
    await expect(as(mayQuery(index)).send(query('report#1'))).rejects.toThrow('not authorized');
    await expect(as(mayQuery(tableArn)).send(query('use#1'))).rejects.toThrow('not authorized');
  });

  it('is read whole by a scan, page by page, in which a filter chooses', async () => {
    await put(1);
    const more = { pk: { S: 'request#2' }, sk: key.sk, record: { S: 'x' } };
    await client.send(new PutItemCommand({ TableName: 'requests', Item: more }));
    const scan = { TableName: 'requests', FilterExpression: 'attribute_exists(#record)', Limit: 1 };
    const names = { ExpressionAttributeNames: { '#record': 'record' } };
    const first = await client.send(new ScanCommand({ ...scan, ...names }));
    const from = { ExclusiveStartKey: first.LastEvaluatedKey ?? {} };
    const second = await client.send(new ScanCommand({ ...scan, ...names, ...from }));
    expect([...(first.Items ?? []), ...(second.Items ?? [])]).toEqual([more]);
  });

  it('answers a table that is not there as DynamoDB does', async () => {
    const read = client.send(new GetItemCommand({ TableName: 'other', Key: key }));
    await expect(read).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    [
      new ScanCommand({ TableName: 'requests', Segment: 0, TotalSegments: 1 }),
      'dynamodb:Scan does not implement field TotalSegments',
    ],
    [new TransactWriteItemsCommand({ TransactItems: [] }), 'dynamodb:TransactWriteItems is not implemented'],
    [
      new QueryCommand({ TableName: 'requests', Select: 'COUNT', KeyConditionExpression: 'pk = :pk' }),
      'dynamodb:Query does not implement field Select',
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
