import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventSplitter } from '../../../../../clients/cli/policy/trail/split-events.ts';

function split(text: string, sizes: readonly number[] = [Number.POSITIVE_INFINITY]) {
  const bytes = Buffer.from(text);
  const splitter = createEventSplitter();
  const events: string[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    events.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return { events, problem: splitter.end() };
}

const parsed = (text: string, sizes?: readonly number[]) => {
  const { events, problem } = split(text, sizes);
  return { events: events.map((event) => JSON.parse(event)), problem };
};

describe('the events of a file', () => {
  const lists = ['Records', 'Events', 'events', 'logEvents', 'QueryResultRows'];
  const event = fc
    .dictionary(fc.string(), fc.jsonValue())
    .filter((value) => !Object.keys(value).some((name) => lists.includes(name)));
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  const shapes: [name: string, write: (events: unknown[]) => string][] = [
    ['a log file', (events) => JSON.stringify({ Records: events })],
    [
      'a log file with more around the list',
      (events) => JSON.stringify({ version: '1', nested: { Records: [] }, Records: events, next: ['x'] }),
    ],
    ['a log file for people', (events) => `\ufeff${JSON.stringify({ Records: events }, null, 2)}\n`],
    ['an answer of lookup-events', (events) => JSON.stringify({ Events: events, NextToken: 'x' })],
    ['a plain list', (events) => JSON.stringify(events)],
    ['an event a line', (events) => events.map((each) => `${JSON.stringify(each)}\n`).join('')],
    [
      'a log file a line',
      (events) => events.map((each) => `${JSON.stringify({ Records: [each] })}\n`).join(''),
    ],
    [
      'log files and lists joined',
      (events) => events.map((each) => `[${JSON.stringify(each)}]{"Records":[]}`).join(''),
    ],
    [
      'an export of CloudWatch Logs',
      (events) => events.map((each) => `2026-01-03T10:00:00.000Z ${JSON.stringify(each)}\n`).join(''),
    ],
    ['what CloudWatch Logs sends', (events) => JSON.stringify({ owner: '1', logEvents: events })],
    ['what CloudWatch Logs finds', (events) => JSON.stringify({ events, searchedLogStreams: [] })],
  ];

  it.each(shapes)('are found in %s, wherever its chunks end', (_, write) => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 4 }), sizes, (events, chunks) => {
        expect(parsed(write(events), chunks)).toEqual({
          events: JSON.parse(JSON.stringify(events)),
          problem: undefined,
        });
      }),
    );
  });

  it('are the rows of an answer of CloudTrail Lake', () => {
    const rows = [[{ a: '[' }, { b: 'x' }], [], [{ c: '1' }]];
    expect(
      parsed(JSON.stringify({ QueryStatus: 'FINISHED', QueryResultRows: rows, next: [1] }), [3]),
    ).toEqual({
      events: rows,
      problem: undefined,
    });
    expect(split('{"QueryResultRows":[]}{"Records":[[]]}').problem).toBe(
      'holds a list where events should be',
    );
  });

  it('are missed where a file is cut off, wherever that is, and the file says so', () => {
    const whole = JSON.stringify({ Records: [{ a: '}{"\\' }, { b: [1] }] });
    for (let length = 1; length < whole.length; length += 1) {
      expect(split(whole.slice(0, length)).problem).toBe('is cut off');
    }
  });

  it.each([
    ['', 'is empty'],
    ['  \n', 'is empty'],
    ['hello', 'is not JSON'],
    ['{"Records":[1]}', 'holds something else where events should be'],
    ['{"Records":[[]]}', 'holds a list where events should be'],
    ['{"Records":[]}x', 'is not JSON'],
    ['{}}', 'closes more than it opens'],
  ])('%j %s', (text, problem) => {
    expect(split(text).problem).toBe(problem);
  });

  it('are never longer than CloudTrail writes them, so that memory stays small', () => {
    const splitter = createEventSplitter();
    splitter.push(Buffer.from('{"Records":[{"a":"'));
    for (let megabytes = 0; megabytes < 5; megabytes += 1) splitter.push(Buffer.alloc(1024 * 1024, 'x'));
    expect(splitter.end()).toBe('holds an event longer than 4 MiB, which CloudTrail never writes');
  });
});
