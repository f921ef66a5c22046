import { afterEach, expect, it } from 'vitest';
import { createColdStarts } from '../../../../../../clients/cli/doctor/aws/cold-starts.ts';
import { jsonService } from './json-service.ts';

let service: Awaited<ReturnType<typeof jsonService>>;
afterEach(() => service.close());

/** As Lambda documents it, of a function with the JSON log format. */
const report = (metrics: object) =>
  JSON.stringify({
    time: '2026-01-05T12:00:00.000Z',
    type: 'platform.report',
    record: {
      requestId: '0f3c',
      status: 'success',
      metrics: { billedDurationMs: 200, memorySizeMB: 512, ...metrics },
    },
  });

it('adds loading to running, for each call that met no function, page by page', async () => {
  service = await jsonService({
    FilterLogEvents: ({ nextToken }) =>
      nextToken
        ? { events: [{ message: report({ durationMs: 20.5, initDurationMs: 800 }) }] }
        : {
            events: [
              { message: report({ durationMs: 100, initDurationMs: 900 }) },
              { message: report({ durationMs: 3 }) },
            ],
            nextToken: 'more',
          },
  });
  const since = new Date('2026-01-05T12:00:00.000Z');
  expect(await createColdStarts('eu-west-1')('/countersign/trial/slack', since)).toEqual([1_000, 820.5]);
  expect(service.calls[0]?.[1]).toMatchObject({
    logGroupName: '/countersign/trial/slack',
    startTime: since.getTime(),
    filterPattern: expect.stringContaining('platform.report'),
  });
});
