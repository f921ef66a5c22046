import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { compareCall } from '../../../../catalog/trail/compare-call.ts';
import { denialOf } from '../../../../catalog/trail/denial-of.ts';
import { createReadCall } from '../../../../catalog/trail/read-call.ts';
import { servicesSeen } from '../../../../catalog/trail/services-seen.ts';
import { readTrailEvent, readTrailValue } from '../../../../catalog/trail/trail-event.ts';
import { whoCalled } from '../../../../catalog/trail/who-called.ts';
import { trailEvent } from '../../../support/trail.ts';

const catalog = catalogWith();
const readCall = createReadCall(catalog);
/** Some of each kind: a schema takes a while to be made. */
const ofAws = catalog.entries.filter(({ cloudTrail }, at) => cloudTrail && at % 15 === 0);

/** Whatever can stand in an event, with what can be taken for something else. */
const anything = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue() },
  fc.constantFrom('', null, {}, [], 'constructor', '__proto__', 'HIDDEN_DUE_TO_SECURITY_REASONS', '{"a":'),
);
const members = fc.dictionary(
  fc.oneof(
    fc.constantFrom('constructor', '__proto__', 'toString', 'items', 'roleName', 'bucketName', 'xmlns'),
    fc.string(),
  ),
  anything,
);

const anyEvent = fc
  .record({
    call: fc.oneof(
      fc.constantFrom(...ofAws).map(({ cloudTrail }) => [cloudTrail?.source, cloudTrail?.names[0]]),
      fc.tuple(fc.constantFrom(...servicesSeen), fc.constantFrom('constructor', 'Put20150331v2', '20150331')),
    ),
    userIdentity: fc.oneof(fc.constantFrom(null, {}, { type: 'AssumedRole' }), members),
    requestParameters: fc.oneof(anything, members),
    errorCode: fc.constantFrom(undefined, null, 'AccessDenied', 'constructor'),
    errorMessage: fc.oneof(fc.constant(undefined), fc.string()),
    responseElements: anything,
  })
  .map(({ call: [eventSource, eventName], ...rest }) => trailEvent({ eventSource, eventName, ...rest }));

describe('an event of any form', () => {
  it('is read, or is none, and nothing is thrown', () => {
    let [read, called, compared] = [0, 0, 0];
    fc.assert(
      fc.property(anyEvent, (value) => {
        const answer = readTrailValue(value);
        if (!answer.ok) return;
        read += 1;
        whoCalled(answer.event);
        denialOf(answer.event);
        const call = readCall(answer.event);
        if (!call) return;
        called += 1;
        const { kind } = compareCall(call.entry, call.entry.example.parameters, answer.event);
        if (kind === 'different') compared += 1;
        if (call.read.ok && call.read.untold.length === 0)
          expect(call.entry.parameters.safeParse(call.read.parameters).success).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(read, called, compared)).toBeGreaterThan(50);
  });

  it('is none where it is no JSON, or nothing of an event stands in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(readTrailEvent(text)).toMatchObject({ ok: false });
        },
      ),
    );
  });
});
