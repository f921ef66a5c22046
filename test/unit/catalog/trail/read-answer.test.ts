import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { readAnswer } from '../../../../catalog/trail/read-answer.ts';
import { createReadCall } from '../../../../catalog/trail/read-call.ts';
import { readTrailValue } from '../../../../catalog/trail/trail-event.ts';
import { anyObject } from '../../../support/given/any-json.ts';

interface Answered {
  what: string;
  eventName: string;
  responseElements: unknown;
  answers?: unknown;
}

const events: Answered[] = JSON.parse(
  readFileSync(new URL('../../../cloudtrail/answers.json', import.meta.url), 'utf8'),
);
const catalog = catalogWith();
const readCall = createReadCall(catalog);
const answerOf = (event: object) => {
  const read = readTrailValue({ eventTime: '2026-01-03T10:00:00Z', awsRegion: 'us-east-1', ...event });
  const entry = read.ok ? readCall(read.event)?.entry : undefined;
  if (!read.ok || !entry) throw new Error('This is no event of a known call.');
  return readAnswer(entry, read.event.responseElements);
};
const [ofRules] = events;

describe('what AWS answered, written after a published event', () => {
  it.each(events)('$eventName: $what', ({ answers, ...event }) => {
    expect(answerOf(event)).toEqual(answers);
  });
});

describe('an answer', () => {
  it('is none where CloudTrail kept none, or hid the part that matters', () => {
    for (const responseElements of [null, undefined, 'text', [], {}, { accessKey: { accessKeyId: null } }])
      expect(
        answerOf({ eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', responseElements }),
      ).toBeUndefined();
    const accessKey = { accessKeyId: 'HIDDEN_DUE_TO_SECURITY_REASONS' };
    const hidden = { eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey' };
    expect(answerOf({ ...hidden, responseElements: { accessKey } })).toBeUndefined();
  });

  it('is of the members that an undo is made of, and of nothing that stands beside them', () => {
    const entry = catalog.find('iam:CreateAccessKey');
    fc.assert(
      fc.property(anyObject, anyObject, (beside, inside) => {
        const accessKey = { ...inside, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
        const read = entry && readAnswer(entry, { ...beside, accessKey });
        // Whatever stands there twice under names that mean one member is read as neither.
        expect([undefined, '{"AccessKey":{"AccessKeyId":"AKIAIOSFODNN7EXAMPLE"}}']).toContain(
          JSON.stringify(read),
        );
      }),
    );
    expect(ofRules && answerOf(ofRules)).toBeDefined();
  });
});
