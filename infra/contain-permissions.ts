import type { PolicyDocument } from '../catalog/generate/policy-document.ts';
import { underAnyPath } from '../catalog/generate/under-any-path.ts';
import { iamNameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/**
 * Policies that stand in an agent's role itself, and the boundary on it. IAM knows no condition on what such a policy says: that
 * it denies is the function's to see to, and an agent that carries the boundary could not be given more than that.
 */
export const containPermissions = (
  config: Pick<Config, 'stage' | 'region' | 'agentRolePatterns'>,
): PolicyDocument => {
  const Resource = config.agentRolePatterns.flatMap(underAnyPath);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyAnAgent',
        Effect: 'Allow',
        Action: [
          'iam:DeleteRolePolicy',
          'iam:GetRole',
          'iam:GetRolePolicy',
          'iam:ListRolePolicies',
          'iam:PutRolePolicy',
        ],
        Resource,
      },
      {
        Sid: 'PutTheBoundaryOn',
        Effect: 'Allow',
        Action: ['iam:PutRolePermissionsBoundary'],
        Resource,
        Condition: {
          ArnLike: {
            'iam:PermissionsBoundary': `arn:aws:iam::*:policy/${iamNameOf(config, 'agent-boundary')}`,
          },
        },
      },
    ],
  };
};
