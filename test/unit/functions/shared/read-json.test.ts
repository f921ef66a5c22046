import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../core/lib/json.ts';
import { submissionSchema } from '../../../../core/request/submission.ts';
import { readFields } from '../../../../functions/shared/http/read-fields.ts';
import { readJson } from '../../../../functions/shared/http/read-json.ts';
import { readOptionalJson } from '../../../../functions/shared/http/read-optional-json.ts';
import { anyObject } from '../../../support/given/any-json.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

capturedOutput();

const nested = (levels: number, inner: Json = 1): string =>
  `${'{"a":'.repeat(levels)}${JSON.stringify(inner)}${'}'.repeat(levels)}`;
const listed = (levels: number): string => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

const problemOf = (body: string | undefined, isBase64 = false) => {
  const read = readJson(body, isBase64);
  return read.ok ? 'none' : `${read.problem.slug} ${read.problem.field ?? ''}`.trim();
};

describe('a body', () => {
  it('is read as it was sent', () => {
    fc.assert(
      fc.property(anyObject, fc.boolean(), (value, asBase64) => {
        const names = JSON.stringify(value);
        fc.pre(!/__proto__|constructor|prototype/.test(names));
        const body = asBase64 ? Buffer.from(names).toString('base64') : names;
        expect(readJson(body, asBase64)).toEqual({ ok: true, value: JSON.parse(names) });
      }),
    );
  });

  it.each([
    undefined,
    '',
    ' ',
    'null',
    'true',
    '7',
    '"text"',
    '[]',
    '[{"a":1}]',
    '{',
    '{"a":1}}',
    "{'a':1}",
    '{"a":}',
    '{"a":1,}',
    'a=1&b=2',
    '<xml/>',
    '{"a":NaN}',
    '{"a":01}',
    '{"a":"\n"}',
    '//\n{}',
  ])('that is %j is not JSON object', (body) => {
    expect(problemOf(body)).toBe('not-json');
  });

  it.each([
    ['an overlong form', [0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]],
    ['a cut-off character', [0x7b, 0x22, 0xe2, 0x82, 0x22, 0x3a, 0x31, 0x7d]],
    ['a surrogate written as bytes', [0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]],
    ['Latin-1', [0x7b, 0x22, 0xfc, 0x22, 0x3a, 0x31, 0x7d]],
  ])('in bytes that are not UTF-8 (%s) is not JSON', (_, bytes) => {
    expect(problemOf(Buffer.from(bytes).toString('base64'), true)).toBe('not-json');
  });

  it('may be 160 KiB and not a byte more', () => {
    const filled = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    expect(problemOf(filled(160 * 1_024))).toBe('none');
    expect(problemOf(filled(160 * 1_024 + 1))).toBe('too-large');
    expect(problemOf(Buffer.from(filled(160 * 1_024 + 1)).toString('base64'), true)).toBe('too-large');
    expect(problemOf('ü'.repeat(81 * 1_024))).toBe('too-large');
  });

  it('may be 32 levels deep and no deeper, in objects and lists', () => {
    expect(problemOf(nested(31))).toBe('none');
    expect(problemOf(nested(32))).toBe(`bad-field ${'/a'.repeat(32)}`);
    expect(problemOf(listed(31))).toBe('none');
    expect(problemOf(listed(32))).toMatch(/^bad-field \/a(\/0){31}$/);
  });

  it('of tens of thousands of levels is refused and not a crash', () => {
    for (const body of [nested(20_000), listed(70_000)]) expect(problemOf(body)).toMatch(/^bad-field/);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('may not hold %s as a key, at any level', (key) => {
    expect(problemOf(`{"${key}":{"polluted":true}}`)).toBe(`bad-field /${key}`);
    expect(problemOf(`{"a":[{"b":{"${key}":1}}]}`)).toBe(`bad-field /a/0/b/${key}`);
    expect(problemOf(`{"\\u005f${key.slice(1)}":1}`)).toMatch(key === '__proto__' ? /^bad-field/ : /^none/);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('may not hold half a surrogate pair, as a value or as a key', () => {
    expect(problemOf('{"a":["\\ud83d"]}')).toBe('bad-field /a/0');
    expect(problemOf('{"a":{"\\udc00":1}}')).toBe('bad-field /a');
    expect(problemOf('{"a":"\\ud83d\\ude00"}')).toBe('none');
  });

  it('may not hold a number that JSON cannot give back', () => {
    expect(problemOf('{"a":{"b":1e400}}')).toBe('bad-field /a/b');
    expect(problemOf('{"a":-1e999}')).toBe('bad-field /a');
    expect(problemOf('{"a":1e308}')).toBe('none');
  });

  it('names a field as a JSON pointer, slashes and tildes and all', () => {
    expect(problemOf('{"a/b":{"c~d":1e400}}')).toBe('bad-field /a~1b/c~0d');
  });

  it('may be left out where a route says so', () => {
    expect(readOptionalJson(undefined, false)).toEqual({ ok: true, value: {} });
    expect(readOptionalJson('', false)).toEqual({ ok: true, value: {} });
    expect(readOptionalJson('{"a":1}', false)).toEqual({ ok: true, value: { a: 1 } });
    expect(readOptionalJson('[]', false).ok).toBe(false);
  });
});

describe('a field', () => {
  const fieldOf = (value: unknown, root?: string) => {
    const read = readFields(submissionSchema, value, root);
    return read.ok ? undefined : read.problem;
  };
  const good = { action: 'a:B', resource: 'r', parameters: {}, reason: 'x' };

  it('that is wrong is named, with what to do', () => {
    expect(fieldOf({ ...good, reason: '' })).toMatchObject({ slug: 'bad-field', field: '/reason' });
    expect(fieldOf({ ...good, action: 'x' })?.detail).toBe(
      'action must be `service:Operation` as IAM writes it.',
    );
  });

  it('that is unknown is named itself', () => {
    expect(fieldOf({ ...good, 'a/b': 1 })).toMatchObject({
      field: '/a~1b',
      detail: expect.stringContaining('not known'),
    });
  });

  it('is named from where it stands', () => {
    expect(fieldOf({ ...good, reason: 1 }, 'parameters')?.field).toBe('/parameters/reason');
  });
});

describe('POST /v1/requests, given a body that is not a request', () => {
  const deep = JSON.parse(nested(40)) as Json;
  it.each<[string, unknown, number, string | undefined]>([
    ['no JSON', 'hello', 400, undefined],
    ['a list', [submissions.look], 400, undefined],
    ['too large', { ...submissions.look, conversation: 'x'.repeat(200_000) }, 413, undefined],
    [
      'parameters too large',
      { ...submissions.look, parameters: { text: 'x'.repeat(65_530) } },
      413,
      '/parameters',
    ],
    ['parameters too deep', { ...submissions.look, parameters: deep }, 422, '/parameters'],
    ['an unknown field', { ...submissions.look, admin: true }, 422, '/admin'],
    [
      'an unknown parameter',
      { ...submissions.look, parameters: { DBInstanceIdentifier: 'a', x: 1 } },
      422,
      '/parameters/x',
    ],
    ['a prototype', `{"__proto__":{"admin":true},"action":"a:B"}`, 422, '/__proto__'],
    ['no action', { ...submissions.look, action: undefined }, 422, '/action'],
    ['an action without a name', { ...submissions.look, action: 'rds:' }, 422, '/action'],
    ['an unknown action', { ...submissions.look, action: 'rds:MakeCoffee' }, 422, '/action'],
    ['a name of every object', { ...submissions.look, action: 'rds:toString' }, 422, '/action'],
    ['an ARN that is none', { ...submissions.look, resource: 'arn:aws:rds' }, 422, '/resource'],
    ['no reason', { ...submissions.look, reason: undefined }, 422, '/reason'],
    ['no parameters', { ...submissions.look, parameters: undefined }, 422, '/parameters'],
  ])('%s: says so by field, keeps nothing, and never fails itself', async (_, body, status, field) => {
    const system = memorySystem();
    const answer = await system.submit(body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: expect.stringMatching(/^urn:countersign:problem:/),
      status,
      requestId: 'api-request-1',
    });
    if (field) expect(String(answer.body.field)).toMatch(new RegExp(`^${field}`));
    expect(system.requests.written).toEqual([]);
    expect(system.slots.heldBy('etl')).toEqual([]);
  });

  it('anything at all: 4xx, and never 500', async () => {
    const anyBody = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      anyObject.map((value) => JSON.stringify(value)),
      anyObject.map((parameters) => JSON.stringify({ ...submissions.look, parameters })),
      fc.string({ unit: 'binary' }).map((resource) => JSON.stringify({ ...submissions.look, resource })),
      fc.string({ unit: 'binary' }).map((action) => JSON.stringify({ ...submissions.look, action })),
    );
    const system = memorySystem();
    await fc.assert(
      fc.asyncProperty(anyBody, fc.boolean(), async (body, base64) => {
        const { status } = await system.submit(body, { base64 });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
    expect(system.requests.written).toEqual([]);
  });
});
