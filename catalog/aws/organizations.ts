import { z } from 'zod';
import { actionsOf } from '../define-action.ts';

const define = actionsOf({ prefix: 'organizations' });

export const organizationsActions = [
  define({
    operation: 'LeaveOrganization',
    groups: ['audit-tampering', 'privilege-escalation'],
    parameters: z.strictObject({}),
    resource: 'arn:{partition}:organizations::{account}:*',
    say: () => 'Take the account out of its organization, and so from under its controls',
    reversible: false,
    example: { parameters: {}, resource: 'arn:aws:organizations::111122223333:*' },
  }),
];
