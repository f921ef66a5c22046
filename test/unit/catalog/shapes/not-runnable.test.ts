import { describe, expect, it } from 'vitest';
import { innermost, type Structure } from '../../../../catalog/shapes/load-shapes.ts';
import { notRunnable } from '../../../../catalog/shapes/not-runnable.ts';
import { serviceClients } from '../../../../catalog/shapes/service-clients.ts';
import { givenShapes } from './given-operation.ts';

describe('what Countersign cannot run', () => {
  it('is every operation with a stream', async () => {
    for (const prefix of Object.keys(serviceClients))
      for (const [name, operation] of (await givenShapes(prefix)).operations) {
        const streams = operation.answersWithStream || sendsStream(operation.input, new Set());
        if (streams)
          expect([`${prefix}:${name}`, notRunnable.get(`${prefix}:${name}`)]).toEqual([
            `${prefix}:${name}`,
            expect.stringContaining('stream'),
          ]);
      }
  });

  it('is there, each with a reason', async () => {
    for (const [action, reason] of notRunnable) {
      const [prefix = '', name = ''] = action.split(':');
      expect((await givenShapes(prefix)).operations.has(name), action).toBe(true);
      expect(reason).not.toBe('');
    }
  });
});

function sendsStream(structure: Structure, seen: Set<Structure>): boolean {
  if (seen.has(structure)) return false;
  seen.add(structure);
  return [...structure.members.values()].some(({ type }) => {
    const inner = innermost(type);
    return (
      inner.kind === 'stream' ||
      (inner.kind === 'structure' && sendsStream(structure.structure(inner.name), seen))
    );
  });
}
