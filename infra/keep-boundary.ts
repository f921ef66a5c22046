import type { Statement } from '../catalog/generate/policy-document.ts';
import { underAnyPath } from '../catalog/generate/under-any-path.ts';
import { nameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/** Keeps the boundary on the agents' roles: it binds whoever could take it off, or put another in its place. */
export function keepBoundary(config: Pick<Config, 'agentRolePatterns' | 'stage'>): Statement[] {
  const Resource = config.agentRolePatterns.flatMap(underAnyPath);
  return [
    { Sid: 'KeepTheBoundary', Effect: 'Deny', Action: 'iam:DeleteRolePermissionsBoundary', Resource },
    {
      Sid: 'KeepThisBoundary',
      Effect: 'Deny',
      Action: 'iam:PutRolePermissionsBoundary',
      Resource,
      Condition: {
        ArnNotLike: {
          'iam:PermissionsBoundary': `arn:aws:iam::*:policy/${nameOf(config, 'agent-boundary-*')}`,
        },
      },
    },
  ];
}
