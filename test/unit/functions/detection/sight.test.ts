import { describe, expect, it } from 'vitest';
import { people } from '../../../support/given/directory.ts';
import { allow, refuse, review, ruleBy } from '../../../support/given/rulings.ts';
import { callSeen, deniedCall, ownCall } from '../../../support/given/sighted-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

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
  'rds:DeleteDBCluster': refuse,
});

describe('a run that Countersign made', () => {
  it('is confirmed', async () => {
    const system = memorySystem({ ruleOn });
    const asked = await system.asked(remove);
    await system.click(people.securityOne.id, 'approve', asked);
    await system.settle();
    expect(await system.stateOf(asked.id)).toBe('done');
    const seen = ownCall('executor', `countersign-${asked.id}`, {
      call: 'rds:DeleteDBInstance',
      parameters: asSeen,
      accessKeyId: 'ASIA0000000000000001',
    });
    expect(await system.sighted(seen)).toEqual([{ kind: 'matched', requestId: asked.id, as: 'run' }]);
    expect(await system.requests.get(asked.id)).toMatchObject({
      state: 'done',
      evidence: { kind: 'confirmed', eventIds: [seen.event.eventID] },
    });
  });
});

describe('a call that an agent made by itself', () => {
  it('is an incident where policy would have asked', async () => {
    const system = memorySystem({ ruleOn });
    const verdicts = await system.sighted(callSeen({ call: 'rds:DeleteDBInstance', parameters: asSeen }));
    expect(verdicts).toMatchObject([{ kind: 'unmatched' }]);
    expect(system.incidents.written[0]?.incident).toMatchObject({ kind: 'unapproved', agent: { id: 'etl' } });
  });

  it('is told where AWS denied it', async () => {
    const system = memorySystem({ ruleOn });
    const verdicts = await system.sighted(deniedCall({ call: 'rds:DeleteDBInstance', parameters: asSeen }));
    expect(verdicts).toMatchObject([{ kind: 'denied', agent: 'etl', became: 'told' }]);
    const [sighting] = system.sightings.written;
    expect(await system.turn(people.owner.id, sighting?.id ?? '')).toContain('Other people than you');
  });
});
