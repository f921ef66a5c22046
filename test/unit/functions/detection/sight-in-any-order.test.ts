import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longTimeout, runs } from '../../../support/all.ts';
import { people } from '../../../support/given/directory.ts';
import { allow, review, ruleBy } from '../../../support/given/rulings.ts';
import { callSeen, deniedCall, ownCall, type TrailEventText } from '../../../support/given/sighted-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

capturedOutput();

const ruleOn = ruleBy({
  'rds:DeleteDBInstance': { ...review({ run: 'countersign' }), risk: 'medium' },
  'rds:DescribeDBInstances': allow,
});
const removal = (name: string) => ({
  call: 'rds:DeleteDBInstance',
  parameters: { dBInstanceIdentifier: name, skipFinalSnapshot: true },
});

/** A system with two runs behind it, and an event of every kind that there is to be seen. */
async function world() {
  const policies = [
    {
      ...{ id: 'prod-export', file: 'a.cedar', line: 1, column: 1, effect: 'permit' as const, text: '' },
      ...{ scope: { principal: null, actions: null, resource: null }, risk: 'medium' as const },
      onDenied: 'ask' as const,
    },
  ];
  const system = memorySystem({ ruleOn, policies });
  const run = async (name: string) => {
    const asked = await system.asked({
      action: 'rds:DeleteDBInstance',
      resource: `arn:aws:rds:eu-central-1:111122223333:db:${name}`,
      parameters: { DBInstanceIdentifier: name, SkipFinalSnapshot: true },
      reason: 'It is replaced.',
    });
    await system.click(people.securityOne.id, 'approve', asked);
    await system.settle();
    return asked.id;
  };
  const [one, two] = [await run('one'), await run('two')];
  const events: TrailEventText[] = [
    ownCall('executor', `countersign-${one}`, {
      ...removal('one'),
      accessKeyId: 'ASIA0000000000000001',
      id: 'event-confirmed',
    }),
    ownCall('executor', `countersign-${two}`, {
      ...removal('other'),
      accessKeyId: 'ASIA0000000000000002',
      id: 'event-drifted-',
    }),
    ownCall('executor', `countersign-${one}`, {
      call: 'kms:CreateGrant',
      invokedBy: 'rds.amazonaws.com',
      id: 'event-service-',
    }),
    ownCall('look', `countersign-look-${one}`, {
      call: 'rds:DescribeDBInstances',
      readOnly: true,
      id: 'event-look----',
    }),
    callSeen({ ...removal('three'), id: 'event-unmatched' }),
    callSeen({ ...removal('three'), id: 'event-unmatche2' }),
    callSeen({ call: 'rds:DescribeDBInstances', readOnly: true, id: 'event-allowed-' }),
    deniedCall({ ...removal('four'), id: 'event-denied-1' }),
    deniedCall({ ...removal('four'), id: 'event-denied-2', session: 'another-run' }),
    deniedCall({ call: 'iam:CreateUser', id: 'event-denied-3' }),
    callSeen({ ...removal('five'), role: 'administrator', id: 'event-nobodys-' }),
    callSeen({ call: 'newservice:DoThings', id: 'event-unknown-' }),
  ];
  const before = system.requests.written.length;
  return { system, events, one, two, before };
}

async function summary(system: Awaited<ReturnType<typeof world>>['system'], [one, two]: readonly string[]) {
  const hour = await system.ports.denied.get('etl', { hour: '2026-01-05T12' });
  const made = system.requests.written.filter(({ request }) => request.version === 1 && request.sighting);
  return {
    verdicts: system.sightings.written.map(({ eventId, verdict }) => `${eventId} ${verdict.kind}`).toSorted(),
    incidents: system.incidents.written
      .filter(({ from }) => from === null)
      .map(({ incident }) => incident.id)
      .toSorted(),
    evidence: [await system.requests.get(one ?? ''), await system.requests.get(two ?? '')].map(
      (request) => request && 'evidence' in request && request.evidence?.kind,
    ),
    lines: hour?.lines.map(({ action, times }) => `${action} ${times}`).toSorted(),
    requests: made.length,
    sessions: (await system.requests.get(made[0]?.request.id ?? ''))?.state,
  };
}

describe('events in any order, and however often', () => {
  it('come to the same end', { timeout: longTimeout }, async () => {
    const { system, events, one, two } = await world();
    await system.sighted(...events);
    const expected = await summary(system, [one, two]);
    expect(expected).toMatchObject({
      evidence: ['confirmed', 'drifted'],
      lines: ['iam:CreateUser 1', 'rds:DeleteDBInstance 2'],
      requests: 1,
    });
    expect(expected.incidents).toHaveLength(3);
    expect(expected.verdicts).toHaveLength(12);

    let repeated = 0;
    const batches = fc
      .shuffledSubarray([...Array(12).keys(), ...Array(12).keys()], { minLength: 12 })
      .chain((order) => fc.tuple(fc.constant(order), fc.integer({ min: 1, max: 10 })));
    await fc.assert(
      fc.asyncProperty(batches, async ([order, size]) => {
        const again = await world();
        const missing = [...Array(12).keys()].filter((index) => !order.includes(index));
        const all = [...order, ...missing];
        if (new Set(order).size < order.length) repeated += 1;
        for (let at = 0; at < all.length; at += size)
          await again.system.sighted(
            ...all.slice(at, at + size).map((index) => again.events[index] as TrailEventText),
          );
        expect(await summary(again.system, [again.one, again.two])).toEqual(expected);
      }),
      runs(20, 200),
    );
    expect(repeated).toBeGreaterThan(5);
  });
});
