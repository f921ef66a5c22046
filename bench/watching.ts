import { awsActions } from '../catalog/aws/aws-actions.ts';
import { eventRules } from '../catalog/generate/event-patterns.ts';
import { watchingRules } from '../catalog/generate/watching-rules.ts';
import { watchingCost } from './cost/watching-cost.ts';
import { type Measurement, timed } from './measurement.ts';

const agentRoles = ['arn:aws:iam::*:role/agent-*'];
const many = awsActions.slice(0, 300);

/** The rules of a region for 300 actions, and what a million events cost. */
export async function measureWatching(): Promise<Measurement[]> {
  const derive = () => [
    ...eventRules(many, agentRoles),
    ...watchingRules({
      agentRoles,
      ownRoles: ['executor', 'grant', 'look-only'].map((name) => `arn:aws:iam::*:role/${name}`),
      ownPrefix: 'countersign-production-',
      dataEvents: ['s3.amazonaws.com'],
    }),
  ];
  const sizes = derive().map(({ pattern }) => JSON.stringify(pattern).length);
  const dollars = watchingCost().reduce((sum, one) => sum + one.dollars, 0);
  return [
    { name: `rules of a region, ${many.length} gated actions`, unit: 'rules', samples: [sizes.length] },
    { name: 'pattern of a rule', unit: 'characters', samples: sizes },
    { name: 'rules of a region, derived', unit: 'ms', samples: await timed(derive, { batch: 5, warmup: 5 }) },
    { name: 'a million events, list prices', unit: 'USD', samples: [dollars] },
  ];
}
