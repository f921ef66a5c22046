import { describe, expect, it } from 'vitest';
import { checkInput } from '../../../../catalog/shapes/check-input.ts';
import type { Json, JsonObject } from '../../../../core/lib/json.ts';
import { givenOperation } from './given-operation.ts';

const problemsOf = async (operation: string, parameters: JsonObject): Promise<string[]> =>
  checkInput(await givenOperation(operation), parameters).map(
    ({ pointer, detail }) => `${pointer} ${detail}`,
  );

const replication = (rule: JsonObject): JsonObject => ({
  Bucket: 'etl-raw',
  ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/copy', Rules: [rule] },
});

describe('an input', () => {
  it('is right where each member is one that AWS knows, of its type, and none that is required is missing', async () => {
    const rule = { Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere' }, Priority: 1 };
    expect(await problemsOf('s3:PutBucketReplication', replication(rule))).toEqual([]);
  });

  it.each([
    ['unknown', { Statu: 'Enabled' }, '/Statu is no member that AWS knows; did you mean "Status"?'],
    ['in another case', { status: 'Enabled' }, '/status is no member that AWS knows; did you mean "Status"?'],
    ['like nothing', { Zebra: 1 }, '/Zebra is no member that AWS knows'],
    ['too long to be one', { ['S'.repeat(101)]: 1 }, `/${'S'.repeat(101)} is no member that AWS knows`],
    ['inherited', { constructor: 'x' }, '/constructor is no member that AWS knows'],
  ] as const)('has a problem where a member is %s, at its place', async (_, wrong, expected) => {
    const rule = { Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere' }, ...wrong };
    expect(await problemsOf('s3:PutBucketReplication', replication(rule as JsonObject))).toEqual([
      `/ReplicationConfiguration/Rules/0${expected}`,
    ]);
  });

  it('is told each member that is missing, wherever it is', async () => {
    expect(await problemsOf('s3:PutBucketReplication', replication({}))).toEqual([
      '/ReplicationConfiguration/Rules/0/Status is missing',
      '/ReplicationConfiguration/Rules/0/Destination is missing',
    ]);
  });

  it('needs no idempotency token: Countersign gives one where the agent has none', async () => {
    const { input } = await givenOperation('imagebuilder:CancelImageCreation');
    expect(input.members.get('clientToken')).toMatchObject({ required: false, isToken: true });
    expect(await problemsOf('imagebuilder:CancelImageCreation', { imageBuildVersionArn: 'arn' })).toEqual([]);
  });

  it('does not ask whether it would run', async () => {
    expect(await problemsOf('ec2:TerminateInstances', { InstanceIds: ['i-1'], DryRun: true })).toEqual([
      '/DryRun is no parameter of a request: ask for what is to run',
    ]);
  });

  it('has no member that the SDK would change on its way', async () => {
    const parameters = { Bucket: 'one', Key: 'two', SSECustomerKey: 'three' };
    expect(await problemsOf('s3:HeadObject', parameters)).toEqual([
      '/SSECustomerKey cannot be sent as it is written: the SDK writes it in another way, with a digest beside it',
    ]);
  });

  it.each([
    ['ec2:TerminateInstances', { InstanceIds: [] }, '/InstanceIds'],
    ['iam:AcquireRole', { RoleArn: 'a' }, undefined],
    [
      's3:PutBucketLifecycleConfiguration',
      { Bucket: 'b', LifecycleConfiguration: { Rules: [] } },
      '/LifecycleConfiguration/Rules',
    ],
    ['s3:PutBucketPolicy', { Bucket: 'b', Policy: '' }, '/Policy'],
    ['kms:TagResource', { KeyId: 'k', Tags: [] }, undefined],
  ] as const)(
    'of %s has nothing empty of which nothing would arrive',
    async (operation, parameters, pointer) => {
      const problems = await problemsOf(operation, structuredClone(parameters) as unknown as JsonObject);
      const empty = problems.filter((problem) => problem.includes('must not be empty'));
      expect(empty).toEqual(
        pointer
          ? [expect.stringContaining(`${pointer} must not be empty, for nothing of it would arrive`)]
          : [],
      );
    },
  );

  it('has at most twenty problems', async () => {
    const parameters = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`no${index}`, 1]));
    expect(await problemsOf('sts:GetCallerIdentity', parameters)).toHaveLength(20);
  });
});

describe('a union', () => {
  const change = (value: JsonObject): JsonObject => ({
    resourceArn: 'a',
    secretArn: 'b',
    sql: 'c',
    parameters: [{ value }],
  });

  it('has exactly one member', async () => {
    const names = 'isNull, booleanValue, longValue, doubleValue, stringValue, blobValue, arrayValue';
    expect(await problemsOf('rds-data:ExecuteStatement', change({ stringValue: 'one' }))).toEqual([]);
    for (const value of [{}, { stringValue: 'one', longValue: 1 }] as JsonObject[])
      expect(await problemsOf('rds-data:ExecuteStatement', change(value))).toEqual([
        `/parameters/0/value must have exactly one of ${names}`,
      ]);
  });

  it('that holds itself ends at some depth', async () => {
    const nested = (depth: number): JsonObject =>
      depth === 0 ? { stringValues: ['x'] } : { arrayValues: [nested(depth - 1)] };
    expect(await problemsOf('rds-data:ExecuteStatement', change({ arrayValue: nested(10) }))).toEqual([]);
    const [deep = ''] = await problemsOf('rds-data:ExecuteStatement', change({ arrayValue: nested(5_000) }));
    expect(deep).toMatch(/ is nested deeper than 40 levels$/);
  });
});

describe('a value', () => {
  const cases: [operation: string, member: string, right: Json[], wrong: [Json, string][]][] = [
    [
      'kms:ScheduleKeyDeletion',
      'PendingWindowInDays',
      [7, 0, -1, Number.MAX_SAFE_INTEGER],
      [
        [1.5, 'must be a whole number'],
        ['7', 'must be a number'],
        [true, 'must be a number'],
        [null, 'must be a number'],
        [2 ** 53, 'must be a number that JSON holds exactly'],
        [-0, 'must be a number that JSON holds exactly'],
      ],
    ],
    [
      'glue:StartJobRun',
      'MaxCapacity',
      [0.0625, 2, 0, -1.5, 0.000001, Number.MAX_SAFE_INTEGER],
      [
        ['0.5', 'must be a number'],
        [null, 'must be a number'],
        [2 ** 53, 'must be a number that JSON holds exactly'],
        [-0, 'must be a number that JSON holds exactly'],
        [1e300, 'must be a number that JSON holds exactly'],
        [1e-7, 'must be a number without an exponent: 0.000001 is the least'],
      ],
    ],
    [
      'kms:CreateKey',
      'Description',
      ['', 'text', '\u{1F600}'],
      [
        [7, 'must be a text'],
        [['text'], 'must be a text'],
        [null, 'must not be null: leave it out'],
        ['\ud83d', 'must be a text in Unicode, and has half a character'],
      ],
    ],
    [
      'kms:CreateKey',
      'MultiRegion',
      [true, false],
      [
        ['true', 'must be true or false'],
        [1, 'must be true or false'],
        [null, 'must be true or false'],
      ],
    ],
    [
      'kms:ImportKeyMaterial',
      'ValidTo',
      ['2026-01-31T12:00:00Z'],
      [
        ['2026-01-31T13:00:00+01:00', 'must be written 2026-01-31T12:00:00Z'],
        ['2026-01-31T12:00:00.000Z', 'must be written 2026-01-31T12:00:00Z'],
        ['tomorrow', 'must be a time in UTC, to the second, such as 2026-01-31T12:00:00Z'],
        [1769860800, 'must be a time in UTC, to the second, such as 2026-01-31T12:00:00Z'],
      ],
    ],
    [
      'kms:ImportKeyMaterial',
      'ImportToken',
      ['aGVsbG8=', 'AA=='],
      [
        ['aGVsbG8', 'must be base64: A-Z a-z 0-9 + /, padded with =, without white space'],
        ['aGVs\nbG8=', 'must be base64: A-Z a-z 0-9 + /, padded with =, without white space'],
        ['AB==', 'must be base64: A-Z a-z 0-9 + /, padded with =, without white space'],
        [{ 0: 1 }, 'must be base64: A-Z a-z 0-9 + /, padded with =, without white space'],
      ],
    ],
    [
      'kms:CreateKey',
      'Tags',
      [[], [{ TagKey: 'a', TagValue: 'b' }]],
      [
        [{ TagKey: 'a', TagValue: 'b' }, 'must be a list'],
        ['a', 'must be a list'],
        [null, 'must be a list'],
      ],
    ],
    [
      'kms:Encrypt',
      'EncryptionContext',
      [{}, { any: 'name' }],
      [
        [['any'], 'must be an object'],
        [null, 'must be an object'],
      ],
    ],
    [
      'kms:CreateGrant',
      'Constraints',
      [{}, { EncryptionContextEquals: {} }],
      [
        ['any', 'must be an object'],
        [[], 'must be an object'],
      ],
    ],
  ];

  it.each(cases)('of %s %s is of its type, in its one spelling', async (name, member, right, wrong) => {
    const operation = await givenOperation(name);
    const problems = (value: Json): string[] =>
      checkInput(operation, { [member]: value })
        .filter(({ pointer }) => pointer.startsWith(`/${member}`))
        .map(({ detail }) => detail);
    for (const value of right) expect([value, problems(value)]).toEqual([value, []]);
    for (const [value, detail] of wrong) expect([value, problems(value)]).toEqual([value, [detail]]);
  });

  it('in a document is what JSON can say, but null', async () => {
    const document = { resourceArn: 'a', schema: { deep: [1, 'two', { three: true }] } };
    expect(
      await problemsOf('bedrock:ConverseStream', { modelId: 'm', additionalModelRequestFields: document }),
    ).toEqual([]);
    expect(
      await problemsOf('bedrock:ConverseStream', {
        modelId: 'm',
        additionalModelRequestFields: { a: [null, 2 ** 60] },
      }),
    ).toEqual([
      '/additionalModelRequestFields/a/0 must not be null: leave it out',
      '/additionalModelRequestFields/a/1 must be a number that JSON holds exactly',
    ]);
  });

  it('that is a stream is refused: nobody could read it', async () => {
    expect(await problemsOf('s3:PutObject', { Bucket: 'b', Key: 'k', Body: 'text' })).toEqual([
      '/Body is a stream, which no request can carry',
    ]);
  });

  it.each(['', '.', '..'])('"%s" is no part of a path', async (FunctionName) => {
    expect(await problemsOf('lambda:DeleteFunction', { FunctionName })).toEqual([
      '/FunctionName must not be empty, nor . or ..',
    ]);
  });

  it.each(['', ' a', 'a ', 'a\nb', 'ä'])(
    '"%s" is none of a header, which would not carry it as it is',
    async (id) => {
      expect(await problemsOf('lambda:Invoke', { FunctionName: 'f', ClientContext: id })).toEqual([
        '/ClientContext must be of plain ASCII, not empty, without spaces around it',
      ]);
    },
  );

  it.each(['arn:aws:s3:eu-west-1:1:accesspoint/a', 'a/b', '', '-a', 'evil.example/'])(
    '"%s" is no name in a host',
    async (Bucket) => {
      expect(await problemsOf('s3:GetBucketPolicy', { Bucket })).toEqual([
        '/Bucket must be a name of letters, digits, dots and hyphens',
      ]);
    },
  );

  it('of a list or of a map in headers is held to the same', async () => {
    const input = { Bucket: 'b', Key: 'k', CopySource: 'c' };
    const inAscii = 'must be of plain ASCII, not empty, without spaces around it';
    for (const [Metadata, detail] of [
      [{ 'some-name': 'value' }, undefined],
      [{ 'some-name': ' value' }, inAscii],
      [{ SomeName: 'value' }, 'must have names of lower case, digits and hyphens'],
    ] as const)
      expect(await problemsOf('s3:CopyObject', { ...input, Metadata })).toEqual(
        detail ? [`/Metadata ${detail}`] : [],
      );
    expect(
      await problemsOf('s3:ListObjectsV2', { Bucket: 'b', OptionalObjectAttributes: ['a', 'ä'] }),
    ).toEqual([`/OptionalObjectAttributes ${inAscii}`]);
  });

  it('is told by where it stands, whatever its name is', async () => {
    expect(
      await problemsOf('kms:Encrypt', { KeyId: 'k', Plaintext: 'AA==', EncryptionContext: { 'a/b~c': 1 } }),
    ).toEqual(['/EncryptionContext/a~1b~0c must be a text']);
  });
});
