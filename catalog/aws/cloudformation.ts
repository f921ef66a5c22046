import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { namedIn, nameIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';
import { arnWithId } from './cloudformation-shapes.ts';

const define = actionsOf({ prefix: 'cloudformation' });

const token = matching('[a-zA-Z0-9][a-zA-Z0-9-]*', 128).optional();

const changeSet =
  'arn:aws:cloudformation:eu-central-1:111122223333:changeSet/add-index/1234abcd-12ab-34cd-56ef-1234567890ab';
const stack =
  'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview/1234abcd-12ab-34cd-56ef-1234567890ab';

export const cloudFormationActions = [
  define({
    operation: 'ExecuteChangeSet',
    groups: ['code-change'],
    parameters: z.strictObject({
      ChangeSetName: arnWithId('changeSet', 'add-index'),
      ClientRequestToken: token,
      DisableRollback: z.boolean().optional(),
      RetainExceptOnCreate: z.boolean().optional(),
    }),
    resource: '{ChangeSetName}',
    say: ({ ChangeSetName, DisableRollback }) =>
      sentence`Execute change set ${nameIn(ChangeSetName)}${DisableRollback ? ' without rolling back if it fails' : ''}`,
    reversible: false,
    example: { parameters: { ChangeSetName: changeSet }, resource: changeSet },
  }),
  define({
    operation: 'DeleteStack',
    groups: ['destruction'],
    parameters: z.strictObject({
      StackName: arnWithId('stack', 'shop-preview'),
      RetainResources: distinct(text(255)).max(200).optional(),
      RoleARN: roleArn.optional(),
      ClientRequestToken: token,
      DeletionMode: z.literal('FORCE_DELETE_STACK').optional(),
    }),
    resource: '{StackName}',
    say: ({ StackName, RetainResources, RoleARN, DeletionMode }, { account }) => {
      const force = DeletionMode === undefined ? '' : ', by force, leaving behind what cannot be deleted';
      const role = RoleARN === undefined ? '' : ` as ${namedIn(RoleARN, account)}`;
      const kept = RetainResources === undefined ? '' : `, keeping ${listed(RetainResources)}`;
      return sentence`Delete stack ${nameIn(StackName)} and what it made${role}${force}${kept}`;
    },
    passes: ['/RoleARN'],
    reversible: false,
    example: { parameters: { StackName: stack }, resource: stack },
  }),
];
