import { expect, it } from 'vitest';
import { countedEvents } from '../../functions/shared/function-spec.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const bodyOf = (stage: string): string =>
  JSON.stringify(
    ofType(synthesize(config(stage)), 'AWS::CloudWatch::Dashboard').map(
      ({ properties }) => properties.DashboardBody,
    ),
  );
const body = bodyOf('trial');

it.each(countedEvents)('the dashboard shows how often %s was counted', (event) => {
  expect(body).toContain(event);
});

it('the dashboard shows how long requests take, and what questions to the trail read', () => {
  for (const shown of ['ExecutionTime', 'p95', 'ProcessedBytes', 'countersign-trial-audit'])
    expect(body).toContain(shown);
});

// More of them cost $3 a month, and docs/cost.md leaves it out.
it.each(['trial', 'production'])(
  'the dashboard of %s has no more metrics than those that cost nothing',
  (stage) => {
    // As CloudWatch lists them: of a widget, each metric is a list that begins with its namespace.
    const metrics = bodyOf(stage).match(/\[\\+"(?:AWS\/|Countersign)/g) ?? [];
    expect(metrics.length).toBeGreaterThan(40);
    expect(metrics.length).toBeLessThanOrEqual(50);
  },
);
