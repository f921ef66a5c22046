import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { nameIn, sentence } from '../sentence.ts';
import { arnOf, matching, nameOrArn, roleArn, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'cloudformation' });

const stackName = '[a-zA-Z][a-zA-Z0-9-]{0,127}';
const uuid = '[0-9a-f-]{36}';
const token = matching('[a-zA-Z0-9][a-zA-Z0-9-]*', 128).optional();

export const cloudFormationActions = [
  define({
    operation: 'ExecuteChangeSet',
    groups: ['code-change'],
    parameters: z.strictObject({
      // By name it could be deleted and made anew, with other changes, while people decide.
      ChangeSetName: arnOf('cloudformation', `changeSet/${stackName}/${uuid}`),
      ClientRequestToken: token,
      DisableRollback: z.boolean().optional(),
      RetainExceptOnCreate: z.boolean().optional(),
    }),
    resource: '{ChangeSetName}',
    say: ({ ChangeSetName }) => sentence`Execute change set ${nameIn(ChangeSetName)}`,
    reversible: false,
    example: {
      parameters: {
        ChangeSetName:
          'arn:aws:cloudformation:eu-central-1:111122223333:changeSet/add-index/1234abcd-12ab-34cd-56ef-1234567890ab',
      },
      resource:
        'arn:aws:cloudformation:eu-central-1:111122223333:changeSet/add-index/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  }),
  define({
    operation: 'DeleteStack',
    groups: ['destruction'],
    parameters: z.strictObject({
      StackName: nameOrArn(stackName, 'cloudformation', `stack/${stackName}/${uuid}`),
      RetainResources: z.array(text(255)).max(200).optional(),
      RoleARN: roleArn.optional(),
      ClientRequestToken: token,
      DeletionMode: z.enum(['STANDARD', 'FORCE_DELETE_STACK']).optional(),
    }),
    resource: 'arn:{partition}:cloudformation:{region}:{account}:stack/{StackName}/*',
    aliasParameter: 'StackName',
    say: ({ StackName, RetainResources = [] }) => {
      const kept = RetainResources.length > 0 ? `, keeping ${RetainResources.length} of its resources` : '';
      return sentence`Delete stack ${nameIn(StackName)} and what it made${kept}`;
    },
    passes: ['/RoleARN'],
    reversible: false,
    example: {
      parameters: { StackName: 'shop-preview' },
      resource: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview/*',
    },
  }),
];
