import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { fitParameters, formatUnread } from '../../../../catalog/trail/fit-parameters.ts';
import { createReadCall } from '../../../../catalog/trail/read-call.ts';
import { readTrailEvent } from '../../../../catalog/trail/trail-event.ts';

interface Habit {
  what: string;
  eventName: string;
  reads?: unknown;
  hidden?: string[];
  unread?: string;
}

const events: Habit[] = JSON.parse(
  readFileSync(new URL('../../../cloudtrail/events.json', import.meta.url), 'utf8'),
);
const catalog = catalogWith();
const readCall = createReadCall(catalog);
const ofAws = catalog.entries.filter(({ cloudTrail }) => cloudTrail);
const anyEntry = fc.constantFrom(...ofAws);

const find = (action: string): CatalogEntry => {
  const entry = catalog.find(action);
  if (!entry) throw new Error(`No ${action}`);
  return entry;
};

describe('a call in CloudTrail, written after a published one', () => {
  it.each(events)('$eventName: $what', ({ reads, hidden = [], unread, ...event }) => {
    const answer = readTrailEvent(
      JSON.stringify({ eventTime: '2026-01-03T10:00:00Z', awsRegion: 'us-east-1', ...event }),
    );
    if (!answer.ok) throw new Error(answer.problem);
    const read = readCall(answer.event)?.read;
    if (!read?.ok) return expect(read && formatUnread(read.unread)).toBe(unread);
    expect({ reads: read.parameters, hidden: read.hidden, unread: undefined }).toEqual({
      reads,
      hidden,
      unread,
    });
  });
});

describe('parameters of any action', () => {
  const lowerFirst = (text: string) => text.replace(/^./, (first) => first.toLowerCase());
  /** Keys of maps, such as LOG_LEVEL, stay as they are. */
  const rename = (value: unknown, list: (items: unknown[]) => unknown): unknown => {
    if (Array.isArray(value)) return list(value.map((one) => rename(one, list)));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        /^[A-Z0-9_]+$/.test(key) ? key : lowerFirst(key),
        rename(inner, list),
      ]),
    );
  };
  const inItems = (items: unknown[]) => ({ items });

  it.each(ofAws)('$action: are read back with lower first letters', (entry) => {
    const { parameters } = entry.example;
    const written = rename(parameters, (items) => items);
    expect(fitParameters(entry, written)).toEqual({ ok: true, parameters, hidden: [] });
  });

  it.each(ofAws.filter(({ action }) => action.startsWith('ec2:')))(
    '$action: are read back with lists as sets of items',
    (entry) => {
      const { parameters } = entry.example;
      expect(fitParameters(entry, rename(parameters, inItems))).toEqual({ ok: true, parameters, hidden: [] });
    },
  );

  it('are not read where a member is left over, wherever it stands', () => {
    fc.assert(
      fc.property(anyEntry, fc.constantFrom(true, 1, 'x', { a: 1 }, [1]), (entry, value) => {
        const written = { ...entry.example.parameters, unheardOf: value };
        expect(fitParameters(entry, written)).toEqual({
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
          const answer = fitParameters(entry, written);
          if (!answer.ok || answer.hidden.length > 0) return;
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
    expect(fitParameters(entry, { bucketName: 'one', bucket: 'one' })).toMatchObject({ ok: true });
    expect(fitParameters(entry, { bucketName: 'one', bucket: 'two' })).toEqual({
      ok: false,
      unread: { code: 'left-over', member: 'Bucket' },
    });
  });

  it.each(['HIDDEN_DUE_TO_SECURITY_REASONS', '***', '<sensitiveDataRemoved>'])(
    'that CloudTrail writes as %s are named, and none stands in their place',
    (redacted) => {
      expect(fitParameters(find('iam:CreateLoginProfile'), { userName: 'ci', password: redacted })).toEqual({
        ok: true,
        parameters: { UserName: 'ci' },
        hidden: ['Password'],
      });
    },
  );

  it('say what is missing, and what is not accepted', () => {
    const entry = find('iam:AttachRolePolicy');
    expect(fitParameters(entry, { roleName: 'a' })).toEqual({
      ok: false,
      unread: { code: 'missing', member: 'PolicyArn' },
    });
    expect(fitParameters(entry, { roleName: 'a', policyArn: 'no ARN' })).toEqual({
      ok: false,
      unread: { code: 'not-accepted', member: 'PolicyArn' },
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
    expect(fitParameters({ ...entry, example }, written)).toMatchObject({
      ok: true,
      parameters: { ExportTime: '2026-01-03T10:00:00Z' },
    });
  });

  it('come as text from headers and XML', () => {
    expect(
      fitParameters(find('s3:PutBucketPublicAccessBlock'), {
        bucketName: ['shop'],
        publicAccessBlock: [''],
        PublicAccessBlockConfiguration: {
          xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
          BlockPublicAcls: 'true',
          BlockPublicPolicy: false,
        },
      }),
    ).toEqual({
      ok: true,
      hidden: [],
      parameters: {
        Bucket: 'shop',
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: false },
      },
    });
  });

  it('come as one element where XML has a list of one', () => {
    const [grantee, permission] = [{ ID: 'abc', 'xsi:type': 'CanonicalUser', 'xmlns:xsi': 'x' }, 'READ'];
    expect(
      fitParameters(find('s3:PutBucketAcl'), {
        bucketName: 'shop',
        acl: '',
        AccessControlPolicy: {
          AccessControlList: { Grant: { Grantee: grantee, Permission: permission } },
          Owner: { ID: 'abc' },
        },
      }),
    ).toMatchObject({
      ok: true,
      parameters: {
        AccessControlPolicy: {
          Grants: [{ Grantee: { ID: 'abc', Type: 'CanonicalUser' }, Permission: 'READ' }],
        },
      },
    });
  });
});
