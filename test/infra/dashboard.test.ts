import { expect, it } from 'vitest';
import { countedEvents } from '../../functions/shared/function-spec.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const body = JSON.stringify(
  ofType(synthesize(config('trial')), 'AWS::CloudWatch::Dashboard').map(
    ({ properties }) => properties.DashboardBody,
  ),
);

it.each(countedEvents)('the dashboard shows how often %s was counted', (event) => {
  expect(body).toContain(event);
});

it('the dashboard shows how long requests take, and what questions to the trail read', () => {
  for (const shown of ['ExecutionTime', 'p95', 'ProcessedBytes', 'countersign-trial-audit'])
    expect(body).toContain(shown);
});
