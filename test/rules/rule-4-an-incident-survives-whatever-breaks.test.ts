import { describe, expect, it } from 'vitest';
import { openIncident } from '../../functions/shared/detection/open-incident.ts';
import { createHandler as createSweep } from '../../functions/workflow/sweep/handler.ts';
import { people } from '../support/given/directory.ts';
import { found } from '../support/given/incidents.ts';
import { context } from '../support/given/lambda.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();

const role = 'arn:aws:iam::111122223333:role/etl-agent';
const quarter = 15 * 60;

/** What comes by itself: the event again, as the queue delivers it, the stream, the workflow and the sweep. */
async function recover(system: MemorySystem): Promise<void> {
  system.outage.strike = () => {};
  await openIncident(system.ports, found({ contain: 'sessions' }));
  await system.pass(quarter);
  const sweep = createSweep({ ...system.ports, beat: async () => {} });
  await sweep({}, { ...context(), getRemainingTimeInMillis: () => 240_000 });
  await system.pass(quarter);
}

const chained = (system: MemorySystem): boolean => {
  const records = system.incidents.written.map(({ record }) => record);
  return records.every(
    ({ prev, seq }, index) => seq === index + 1 && prev === (records[index - 1]?.hash ?? null),
  );
};

/** Each moment of what happens gets an outage once. Answers where they struck. */
async function atEveryMoment(
  from: () => Promise<MemorySystem>,
  act: (system: MemorySystem) => Promise<unknown>,
  check: (system: MemorySystem, struck: string) => Promise<void>,
): Promise<string[]> {
  const struck: string[] = [];
  for (let moment = 1; ; moment += 1) {
    const system = await from();
    const strike = strikeAt(moment);
    system.outage.strike = strike;
    await act(system).catch(() => undefined);
    if (strike.struck === undefined) return struck;
    struck.push(strike.struck);
    await recover(system);
    await check(system, strike.struck);
  }
}

const idOf = ({ incidents }: MemorySystem): string => incidents.written[0]?.incident.id ?? '';
const explain = (system: MemorySystem) =>
  system.press(people.securityOne.id, 'explain', idOf(system), 'Agreed by phone.');
const lastCards = ({ incidentRooms }: MemorySystem) =>
  Object.values(incidentRooms).map(({ cards }) => [...cards.values()].at(-1));

describe('one outage, at whichever moment', () => {
  it('keeps no incident from being contained and told, each move with one record', async () => {
    const struck = await atEveryMoment(
      async () => memorySystem(),
      async (system) => {
        await openIncident(system.ports, found({ contain: 'sessions' }));
        await system.pass(60);
      },
      async (system, where) => {
        const incident = await system.incidents.get(idOf(system));
        expect(incident, where).toMatchObject({ state: 'open', containment: { kind: 'contained' } });
        expect(system.roles.role(role).policies.size, where).toBe(1);
        for (const card of lastCards(system)) expect(card?.version, where).toBe(incident?.version);
        expect(chained(system), where).toBe(true);
      },
    );
    expect(struck.length).toBeGreaterThan(30);
  });

  it('closes no incident without its people, and counts an explanation once', async () => {
    const struck = await atEveryMoment(
      async () => {
        const system = memorySystem();
        await system.openIncident(found({ contain: 'sessions' }));
        return system;
      },
      explain,
      async (system, where) => {
        await explain(system);
        const incident = await system.incidents.get(idOf(system));
        expect(incident, where).toMatchObject({
          state: 'closed',
          explanations: [{ person: people.securityOne.id }],
        });
        expect(incident?.explanations, where).toHaveLength(1);
        for (const card of lastCards(system)) expect(card?.state, where).toBe('closed');
        expect(chained(system), where).toBe(true);
      },
    );
    expect(struck.length).toBeGreaterThan(10);
  });
});
