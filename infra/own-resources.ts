import type { Denial } from '../catalog/entry.ts';
import { nameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/**
 * What stands between agents and people, closed to agents whatever else they may do: who writes the table signs for
 * anybody, who invokes a function chooses its caller, and who passes a role on gets all that it may. The API alone is left.
 */
export function ownResources({ stage, slack }: Pick<Config, 'stage' | 'slack'>): Denial {
  const ours = nameOf({ stage }, '*');
  return {
    actions: ['*'],
    // IAM takes no wildcard for the service.
    resources: [
      `arn:aws:dynamodb:*:*:table/${ours}`,
      `arn:aws:lambda:*:*:function:${ours}`,
      `arn:aws:states:*:*:*:${ours}`,
      `arn:aws:events:*:*:event-bus/${ours}`,
      `arn:aws:sqs:*:*:${ours}`,
      `arn:aws:s3:::${ours}`,
      `arn:aws:iam::*:role/${ours}`,
      `arn:aws:iam::*:policy/${ours}`,
      `arn:aws:cloudformation:*:*:stack/${ours}`,
      ...[slack.tokenSecretName, slack.signingSecretName].map(
        (name) => `arn:aws:secretsmanager:*:*:secret:${name}-??????`,
      ),
    ],
  };
}
