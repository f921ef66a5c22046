import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { type JsonSchema, parametersSchema } from '../../../../catalog/cedar-type.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { fitParameters, formatUnread } from '../../../../catalog/trail/fit-parameters.ts';
import { createReadCall } from '../../../../catalog/trail/read-call.ts';
import { readTrailEvent } from '../../../../catalog/trail/trail-event.ts';

interface Habit {
  what: string;
  eventName: string;
  reads?: unknown;
  untold?: string[];
  unread?: string;
}

const events: Habit[] = JSON.parse(
  readFileSync(new URL('../../../cloudtrail/events.json', import.meta.url), 'utf8'),
);
const catalog = catalogWith();
const readCall = createReadCall(catalog);
const ofAws = catalog.entries.filter(({ cloudTrail }) => cloudTrail);
const anyEntry = fc.constantFrom(...ofAws);

const place = { account: '111122223333', region: 'us-east-1' };
const readBack = (entry: CatalogEntry, written: unknown) => fitParameters(entry, written, place);

const find = (action: string): CatalogEntry => {
  const entry = catalog.find(action);
  if (!entry) throw new Error(`No ${action}`);
  return entry;
};

describe('a call in CloudTrail, written after a published one', () => {
  it.each(events)('$eventName: $what', ({ reads, untold = [], unread, ...event }) => {
    const answer = readTrailEvent(
      JSON.stringify({
        eventTime: '2026-01-03T10:00:00Z',
        awsRegion: 'us-east-1',
        recipientAccountId: place.account,
        ...event,
      }),
    );
    if (!answer.ok) throw new Error(answer.problem);
    const read = readCall(answer.event)?.read;
    if (!read?.ok) return expect(read && formatUnread(read.unread)).toBe(unread);
    expect([read.parameters, read.untold.map(formatUnread), undefined]).toEqual([reads, untold, unread]);
  });
});

describe('parameters of any action', () => {
  const lowerFirst = (text: string) => text.replace(/^./, (first) => first.toLowerCase());
  /** Keys of maps, such as LOG_LEVEL, stay as they are. */
  const rename = (value: unknown, schema: JsonSchema, list: (items: unknown[]) => unknown): unknown => {
    if (Array.isArray(value)) return list(value.map((one) => rename(one, schema.items ?? {}, list)));
    if (typeof value !== 'object' || value === null) return value;
    const { properties } = schema;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        properties ? [lowerFirst(key), rename(inner, properties[key] ?? {}, list)] : [key, inner],
      ),
    );
  };
  const inItems = (items: unknown[]) => ({ items });

  it.each(ofAws)('$action: are read back with lower first letters', (entry) => {
    const { parameters } = entry.example;
    const written = rename(parameters, parametersSchema(entry), (items) => items);
    expect(readBack(entry, written)).toEqual({ ok: true, parameters, untold: [] });
  });

  it.each(ofAws.filter(({ action }) => action.startsWith('ec2:')))(
    '$action: are read back with lists as sets of items',
    (entry) => {
      const { parameters } = entry.example;
      expect(readBack(entry, rename(parameters, parametersSchema(entry), inItems))).toEqual({
        ok: true,
        parameters,
        untold: [],
      });
    },
  );

  it('are not read where a member is left over, wherever it stands', () => {
    fc.assert(
      fc.property(anyEntry, fc.constantFrom(true, 1, 'x', { a: 1 }, [1]), (entry, value) => {
        const written = { ...entry.example.parameters, unheardOf: value };
        expect(readBack(entry, written)).toEqual({
          ok: false,
          unread: { code: 'left-over', member: 'unheardOf' },
        });
      }),
    );
  });

  it('are the entry’s own, or there are none, whatever CloudTrail has written', () => {
    let read = 0;
    fc.assert(
      fc.property(
        anyEntry.chain((entry) =>
          fc.record({
            entry: fc.constant(entry),
            written: fc.oneof(
              fc.jsonValue(),
              fc
                .tuple(fc.constantFrom('other', ...Object.keys(entry.example.parameters)), fc.jsonValue())
                .map(([name, value]) => ({ ...entry.example.parameters, [name]: value })),
              fc.constant({ ...entry.example.parameters, constructor: {} }),
            ),
          }),
        ),
        ({ entry, written }) => {
          const answer = readBack(entry, written);
          if (!answer.ok || answer.untold.length > 0) return;
          read += 1;
          expect(entry.parameters.safeParse(answer.parameters).success).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it('are not read where two members stand for one parameter and differ', () => {
    const entry = find('s3:DeleteBucket');
    expect(readBack(entry, { bucketName: 'one', bucket: 'one' })).toMatchObject({ ok: true });
    expect(readBack(entry, { bucketName: 'one', bucket: 'two' })).toEqual({
      ok: false,
      unread: { code: 'left-over', member: 'Bucket' },
    });
  });

  it.each(['HIDDEN_DUE_TO_SECURITY_REASONS', '***', '<sensitiveDataRemoved>'])(
    'that CloudTrail writes as %s are named, and none stands in their place',
    (redacted) => {
      expect(
        readBack(find('iam:CreateLoginProfile'), {
          userName: 'ci',
          password: redacted,
          passwordResetRequired: true,
        }),
      ).toEqual({
        ok: true,
        parameters: { UserName: 'ci', PasswordResetRequired: true },
        untold: [{ code: 'hidden', member: 'Password' }],
      });
    },
  );

  it('are without what is missing or not accepted, and say so', () => {
    const entry = find('iam:AttachRolePolicy');
    expect(readBack(entry, { roleName: 'a' })).toEqual({
      ok: true,
      parameters: { RoleName: 'a' },
      untold: [{ code: 'missing', member: 'PolicyArn' }],
    });
    expect(readBack(entry, { roleName: 'a', policyArn: 'no ARN' })).toEqual({
      ok: true,
      parameters: { RoleName: 'a' },
      untold: [{ code: 'not-accepted', member: 'PolicyArn' }],
    });
  });

  it('are put in their one spelling, an ARN in that of a name only where the call was made', () => {
    const entry = find('cloudtrail:StopLogging');
    const trail = (account: string) => ({ name: `arn:aws:cloudtrail:us-east-1:${account}:trail/main` });
    expect(readBack(entry, trail('111122223333'))).toEqual({
      ok: true,
      parameters: { Name: 'main' },
      untold: [],
    });
    expect(readBack(entry, trail('444455556666'))).toEqual({
      ok: true,
      parameters: {},
      untold: [{ code: 'not-accepted', member: 'Name' }],
    });
  });

  it.each([
    'Jan 3, 2026, 10:00:00 AM',
    'Jan 3, 2026 10:00:00 AM',
    '2026-01-03T10:00:00.000Z',
    1_767_434_400,
    1_767_434_400_000,
  ])('that are times are read as %s', (time) => {
    const { example, ...entry } = find('dynamodb:ExportTableToPointInTime');
    const written = { ...example.parameters, ExportTime: time };
    expect(readBack({ ...entry, example }, written)).toMatchObject({
      ok: true,
      parameters: { ExportTime: '2026-01-03T10:00:00Z' },
    });
  });

  it('are put in the form that one rule of one range has, whatever it was called with', () => {
    const written = (range: object, traffic: object = {}) => ({
      groupId: 'sg-0123456789abcdef0',
      ipPermissions: {
        items: [
          {
            ...{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, groups: {}, ipv6Ranges: {}, prefixListIds: {} },
            ...traffic,
            ipRanges: { items: [range] },
          },
        ],
      },
    });
    const open = find('ec2:AuthorizeSecurityGroupIngress');
    const short = {
      GroupId: 'sg-0123456789abcdef0',
      ...{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
    };
    const read = (parameters: object) => readBack(open, parameters);
    expect(read(written({ cidrIp: '0.0.0.0/0' }))).toEqual({ ok: true, parameters: short, untold: [] });
    // Its values are put in their spelling before.
    expect(read(written({ cidrIp: '0.0.0.0/0' }, { ipProtocol: '6' }))).toEqual({
      ...{ ok: true, parameters: short, untold: [] },
    });
    // With a description it has no shorter form.
    expect(read(written({ cidrIp: '0.0.0.0/0', description: 'all' }))).toMatchObject({
      parameters: { IpPermissions: [{ IpRanges: [{ Description: 'all' }] }] },
    });
  });

  it('come as text from headers and XML', () => {
    expect(
      readBack(find('s3:PutBucketPublicAccessBlock'), {
        bucketName: ['shop'],
        publicAccessBlock: [''],
        PublicAccessBlockConfiguration: {
          xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
          BlockPublicAcls: 'true',
          BlockPublicPolicy: false,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: 'false',
        },
      }),
    ).toEqual({
      ok: true,
      untold: [],
      parameters: {
        Bucket: 'shop',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: false,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: false,
        },
      },
    });
  });

  it('come as one element where XML has a list of one', () => {
    const id = 'a'.repeat(64);
    const [grantee, permission] = [{ ID: id, 'xsi:type': 'CanonicalUser', 'xmlns:xsi': 'x' }, 'READ'];
    expect(
      readBack(find('s3:PutBucketAcl'), {
        bucketName: 'shop',
        acl: '',
        AccessControlPolicy: {
          AccessControlList: { Grant: { Grantee: grantee, Permission: permission } },
          Owner: { ID: id },
        },
      }),
    ).toMatchObject({
      ok: true,
      parameters: {
        AccessControlPolicy: {
          Grants: [{ Grantee: { ID: id, Type: 'CanonicalUser' }, Permission: 'READ' }],
        },
      },
    });
  });
});
