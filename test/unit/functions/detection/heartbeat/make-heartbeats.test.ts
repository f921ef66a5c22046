import { describe, expect, it } from 'vitest';
import type { Heartbeats, WatchedPlace } from '../../../../../core/ports/heartbeats.ts';
import { makeHeartbeats } from '../../../../../functions/detection/heartbeat/make-heartbeats.ts';

const noon = '2026-05-04T12:00:00.000Z';
const place = (region: string): WatchedPlace => ({ account: '111122223333', region });
const [ireland, virginia] = [place('eu-west-1'), place('us-east-1')];

async function beat(known: Record<string, Heartbeats>, broken: readonly string[] = []) {
  const did: string[] = [];
  const failures: string[] = [];
  const answer = await makeHeartbeats(
    {
      heartbeats: {
        get: async ({ region }) => known[region] ?? {},
        made: async ({ region }, at) => void did.push(`noted ${region} ${at}`),
      },
      async make({ region }) {
        if (broken.includes(region)) throw new Error('AccessDenied');
        did.push(`made ${region}`);
      },
      now: () => noon,
      onFailed: ({ region }) => void failures.push(region),
    },
    [ireland, virginia],
  );
  return { ...answer, did, failures };
}

describe('each hour', () => {
  it('a heartbeat is noted and then made in every place', async () => {
    const { did, missing } = await beat({});
    for (const region of ['eu-west-1', 'us-east-1'])
      expect(did.indexOf(`noted ${region} ${noon}`)).toBeLessThan(did.indexOf(`made ${region}`));
    expect(did).toHaveLength(4);
    // Where none was made yet, none is missing.
    expect(missing).toEqual([]);
  });

  it.each([
    ['came back', { made: '2026-05-04T11:00:00.000Z', seen: '2026-05-04T11:00:00Z' }, []],
    ['never came back', { made: '2026-05-04T11:00:00.000Z' }, [ireland]],
    [
      'did not, though the one before it had',
      { made: '2026-05-04T11:00:00.000Z', seen: '2026-05-04T10:00:00Z' },
      [ireland],
    ],
  ])('the last one %s', async (_, known, missing) => {
    expect((await beat({ 'eu-west-1': known })).missing).toEqual(missing);
  });

  it('a place where none can be made keeps no other from its own', async () => {
    const { did, failed, failures } = await beat({}, ['eu-west-1']);
    expect(did).toContain('made us-east-1');
    expect([failed, failures]).toEqual([1, ['eu-west-1']]);
  });
});
