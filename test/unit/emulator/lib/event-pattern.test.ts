import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../emulator/lib/event-pattern.ts';

const matches = (pattern: Record<string, unknown>, event: object) => compilePattern(pattern)(event);

describe('an event pattern', () => {
  it.each([
    [{ source: ['a', 'b'] }, { source: 'b' }, true],
    [{ source: ['a'] }, { source: 'b' }, false],
    [{ source: ['a'], kind: ['x'] }, { source: 'a', kind: 'y' }, false],
    [{ detail: { n: [1, null] } }, { detail: { n: 1 } }, true],
    [{ detail: { n: [1, null] } }, { detail: { n: null } }, true],
    [{ detail: { n: [1] } }, { detail: { n: '1' } }, false],
    [{ detail: { tags: ['red'] } }, { detail: { tags: ['blue', 'red'] } }, true],
    [{ detail: { list: { id: [2] } } }, { detail: { list: [{ id: 1 }, { id: 2 }] } }, true],
    [{ a: [{ prefix: 'ab' }] }, { a: 'abc' }, true],
    [{ a: [{ suffix: 'bc' }] }, { a: 'abd' }, false],
    [{ a: [{ 'equals-ignore-case': 'ABC' }] }, { a: 'abc' }, true],
    [{ a: [{ wildcard: 'role/*/agent-*' }] }, { a: 'role/team/agent-etl' }, true],
    [{ a: [{ wildcard: 'role/agent-*' }] }, { a: 'role/reagent-etl' }, false],
    [{ a: [{ wildcard: 'a.c' }] }, { a: 'abc' }, false],
    [{ a: [{ exists: true }] }, {}, false],
    [{ a: [{ exists: false }] }, {}, true],
    [{ a: { b: [{ exists: false }] } }, {}, true],
    [{ a: [{ exists: true }] }, { a: [] }, false],
    [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
    [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'y' }, false],
    [{ a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'xy' }, false],
    [{ a: [{ 'anything-but': 'x' }] }, {}, false],
    [{ a: ['x'], $or: [{ b: [1] }, { c: [2] }] }, { a: 'x', c: 2 }, true],
    [{ a: ['x'], $or: [{ b: [1] }, { c: [2] }] }, { a: 'x', c: 1 }, false],
    [{ detail: { $or: [{ b: [1] }, { c: { d: [2] } }] } }, { detail: { c: { d: 2 } } }, true],
    [{ toString: [{ exists: true }] }, {}, false],
  ])('%j on %j is %s', (pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each([
    [{ a: [{ numeric: ['>', 1] }] }, '{"numeric":[">",1]}'],
    [{ a: [{ prefix: { 'equals-ignore-case': 'x' } }] }, 'prefix of'],
    [{ a: [{ wildcard: 'a**' }] }, 'wildcard a**'],
    [{ a: [{ wildcard: 'a\\*' }] }, 'wildcard a'],
    [{ $or: [{ a: ['x'] }] }, '$or of anything but two or more patterns'],
    [{ $and: [{ a: ['x'] }] }, '$and'],
    [{ a: 'x' }, 'field a must be an array or an object'],
  ])('stops by name where it cannot judge: %j', (pattern, named) => {
    expect(() => compilePattern(pattern)).toThrow(named);
  });
});
