import { describe, expect, it } from 'vitest';
import { people } from '../../../../support/given/directory.ts';
import { allow, review, ruleBy } from '../../../../support/given/rulings.ts';
import { callSeen, deniedCall, ownCall } from '../../../../support/given/sighted-event.ts';
import { capturedOutput } from '../../../../support/memory-output.ts';
import { memorySystem } from '../../../../support/memory-system.ts';

capturedOutput();

const remove = {
  action: 'rds:DeleteDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  parameters: { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true },
  reason: 'The database is replaced.',
};
const asSeen = { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true };
const ruleOn = ruleBy({
  'rds:DeleteDBInstance': review({ run: 'countersign' }),
  'rds:DescribeDBInstances': allow,
});
const hour = 3_600;
const incidentsOf = ({ incidents }: ReturnType<typeof memorySystem>) => [
  ...new Set(incidents.written.map(({ incident }) => incident.id)),
];
const unapproved = () => callSeen({ call: 'rds:DeleteDBInstance', parameters: asSeen });

describe('what EventBridge did not bring', () => {
  it('is found, and counted as late', async () => {
    const system = memorySystem({ ruleOn });
    system.keeps(unapproved());
    system.clock.pass(4 * hour);
    await system.reconcile();
    expect(system.sightings.written).toMatchObject([
      { source: 'trail', late: true, verdict: { kind: 'unmatched' } },
    ]);
    expect(incidentsOf(system)).toHaveLength(1);
    expect(system.coverages.written.at(-1)?.coverage.counts).toMatchObject({
      seen: 1,
      unmatched: 1,
      late: 1,
    });
  });

  it('is no request and contains nobody, because it is old', async () => {
    const system = memorySystem({ ruleOn });
    system.keeps(deniedCall({ call: 'rds:DeleteDBInstance', parameters: asSeen }), unapproved());
    system.clock.pass(4 * hour);
    await system.reconcile();
    expect(system.requests.written).toEqual([]);
    expect(system.sightings.written).toMatchObject([
      { verdict: { kind: 'denied' } },
      { verdict: { kind: 'unmatched' } },
    ]);
    expect(system.incidents.written[0]?.incident.contain).toBeUndefined();
  });

  it('is told once a day has ended, in one line', async () => {
    const system = memorySystem({ ruleOn });
    system.keeps(unapproved());
    for (let passed = 0; passed < 40; passed += 1) {
      system.clock.pass(hour);
      await system.reconcile();
    }
    expect(system.coverageTold).toMatchObject([{ id: '2026-01-05', counts: { unmatched: 1, late: 1 } }]);
  });
});

describe('what EventBridge brought', () => {
  it('is counted as it was judged, and is not late', async () => {
    const system = memorySystem({ ruleOn });
    const seen = unapproved();
    await system.sighted(seen);
    system.keeps(seen);
    system.clock.pass(4 * hour);
    await system.reconcile();
    expect(system.sightings.written).toHaveLength(1);
    expect(incidentsOf(system)).toHaveLength(1);
    expect(system.coverages.written.at(-1)?.coverage.counts).toMatchObject({
      seen: 1,
      unmatched: 1,
      late: 0,
    });
  });
});

describe('the books', () => {
  const run = async (system: ReturnType<typeof memorySystem>) => {
    const asked = await system.asked(remove);
    await system.click(people.securityOne.id, 'approve', asked);
    await system.settle();
    return asked;
  };

  it('hold a run and its event together, whoever brought it', async () => {
    const system = memorySystem({ ruleOn });
    const asked = await run(system);
    system.keeps(
      ownCall('executor', `countersign-${asked.id}`, {
        call: 'rds:DeleteDBInstance',
        parameters: asSeen,
        accessKeyId: 'ASIA0000000000000001',
      }),
    );
    system.clock.pass(4 * hour);
    await system.reconcile();
    expect(await system.requests.get(asked.id)).toMatchObject({ evidence: { kind: 'confirmed' } });
    expect(system.coverages.written.at(-1)?.coverage.counts).toMatchObject({ matched: 1, late: 1 });
  });

  it('hold what CloudTrail told of a run while it ran against how it ended', async () => {
    const system = memorySystem({ ruleOn });
    const asked = await system.asked(remove);
    const refused = ownCall('executor', `countersign-${asked.id}`, {
      call: 'rds:DeleteDBInstance',
      parameters: asSeen,
      accessKeyId: 'ASIA0000000000000001',
      errorCode: 'AccessDenied',
    });
    // AWS's answer comes after its event.
    Object.defineProperty(system.target, 'answer', {
      get: async () => {
        await system.sighted(refused);
        return { kind: 'done', result: {}, requestId: 'aws-request-1' };
      },
    });
    await system.click(people.securityOne.id, 'approve', asked);
    await system.settle();
    expect(await system.requests.get(asked.id)).toMatchObject({
      state: 'done',
      evidence: { kind: 'confirmed', errorCode: 'AccessDenied' },
    });
    system.clock.pass(hour);
    await system.reconcile();
    await system.reconcile();
    expect(await system.requests.get(asked.id)).toMatchObject({
      evidence: {
        kind: 'drifted',
        differences: [{ pointer: 'outcome', signed: 'done', seen: 'AccessDenied' }],
      },
    });
    expect(incidentsOf(system)).toHaveLength(1);
    expect(system.incidents.written[0]?.incident).toMatchObject({
      kind: 'drifted',
      requestId: asked.id,
      at: '2026-01-05T12:00:00Z',
      agent: { id: 'etl' },
      eventIds: [refused.event.eventID],
    });
  });

  it('say of a run that CloudTrail has not told of within a day that it is unseen, once', async () => {
    const system = memorySystem({ ruleOn });
    const asked = await run(system);
    await system.reconcile();
    expect(await system.requests.get(asked.id)).not.toHaveProperty('evidence');
    system.clock.pass(25 * hour);
    await system.reconcile();
    await system.reconcile();
    expect(await system.requests.get(asked.id)).toMatchObject({ evidence: { kind: 'unseen' } });
    const coverage = system.coverages.written.filter(({ coverage: { id } }) => id === '2026-01-06').at(-1);
    expect(coverage?.coverage.counts.unseen).toBe(1);
  });
});

describe('a time that a person asks for', () => {
  const order = { v: 1, from: '2026-01-05T12:00:00Z', to: '2026-01-05T13:00:00Z' };

  it('is answered with what was found in it', async () => {
    const system = memorySystem({ ruleOn });
    system.keeps(unapproved(), callSeen({ call: 'rds:DeleteDBInstance', at: '2026-01-05T13:00:00Z' }));
    system.clock.pass(5 * hour);
    const answer = { kind: 'reconciled', failed: [], coverage: { state: 'closed', counts: { seen: 1 } } };
    expect(await system.reconcile(order)).toMatchObject(answer);
    expect(await system.reconcile(order)).toMatchObject(answer);
    expect(incidentsOf(system)).toHaveLength(1);
  });

  it.each([
    { ...order, to: order.from },
    { ...order, to: '2026-01-05' },
    { ...order, from: '2025-01-05T12:00:00Z' },
    { v: 1 },
    { ...order, v: 2 },
  ])('is refused where it is none: %j', async (wrong) => {
    expect(await memorySystem({ ruleOn }).reconcile(wrong)).toMatchObject({ kind: 'refused' });
  });
});

describe('of all that a trail has', () => {
  it('nobody looks at what others than agents do, and at what agents read', async () => {
    const system = memorySystem({ ruleOn });
    system.keeps(
      callSeen({ call: 'rds:DeleteDBInstance', role: 'somebody', parameters: asSeen }),
      callSeen({ call: 'ec2:DescribeVpcs', readOnly: true }),
      callSeen({ call: 'rds:DeleteDBInstance', account: '999999999999', parameters: asSeen }),
      callSeen({ call: 'cloudtrail:StopLogging', role: 'somebody', parameters: { name: 'main' } }),
    );
    system.clock.pass(4 * hour);
    await system.reconcile();
    expect(system.sightings.written.map(({ call }) => call)).toEqual(['cloudtrail:StopLogging']);
  });
});
