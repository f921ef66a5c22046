import type { PolicyDocument, Statement } from '../catalog/generate/policy-document.ts';
import { apiDenial } from './api-denial.ts';
import { keepBoundary } from './keep-boundary.ts';
import { ownResources } from './own-resources.ts';
import type { Config } from './settings-schema.ts';

export type NeverSettings = Pick<Config, 'stage' | 'slack' | 'domain' | 'agentRolePatterns'>;

/**
 * What no role of an agent's account does, whoever signed: touch what is Countersign's, take the boundary off an agent,
 * become another role. It binds a session whatever its own policy says, and whatever else the role was given by hand.
 */
export const never = (settings: NeverSettings, apiId: string | undefined): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    ...ownResources(settings).map(
      ({ actions, resources, condition }, index): Statement => ({
        Sid: `NeverCountersign${index || ''}`,
        Effect: 'Deny',
        Action: actions,
        Resource: resources ?? '*',
        ...(condition && { Condition: condition }),
      }),
    ),
    // In the one account where it can be changed.
    ...(apiId === undefined ? [] : [apiDenial(apiId)]),
    ...keepBoundary(settings),
    { Sid: 'NeverAnotherRole', Effect: 'Deny', Action: 'sts:Assume*', Resource: '*' },
    // By these StackSets write in an account, this stack among the rest.
    {
      Sid: 'NeverAStackSet',
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: ['arn:aws:iam::*:role/stacksets-exec-*', 'arn:aws:iam::*:role/AWSCloudFormationStackSet*'],
    },
  ],
});
