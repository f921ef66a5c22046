import type { SSM } from '@aws-sdk/client-ssm';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, ofAccount, sentence } from '../sentence.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { defaultOfDocument, documentVersions, sharedDocument } from './ssm-looks.ts';

const define = operationsOf<SSM>({ prefix: 'ssm' });

/** Only an account's own can be changed. */
const Name = matching(
  '[a-zA-Z0-9_.-]{3,128}',
  128,
  'must be the name of a document of the account, not its ARN',
);
const resource = 'arn:{partition}:ssm:{region}:{account}:document/{Name}';
const Content = text(65_536);
const users = distinct(matching('all|[0-9]{12}', 12, 'must be accounts of 12 digits, or all')).max(20);

export const ssmDocumentActions = [
  define({
    operation: 'CreateDocument',
    groups: ['code-change'],
    resource,
    values: { Name, Content },
    required: ['DocumentType'],
    // Files from elsewhere, which can change while people decide.
    without: ['Attachments'],
    say: ({ Name: name, DocumentType, Content: content }) =>
      sentence`Make document ${name} for ${DocumentType ?? ''}: ${beginningOf(content, 300)}`,
    reversible: true,
    example: {
      Name: 'restart-shop',
      DocumentType: 'Command',
      Content:
        '{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"restart","inputs":{"runCommand":["systemctl restart shop"]}}]}',
    },
  }),
  define({
    operation: 'UpdateDocument',
    groups: ['code-change'],
    resource,
    values: { Name, Content },
    without: ['Attachments'],
    say: ({ Name: name, Content: content }) =>
      sentence`Make a new latest version of document ${name}: ${beginningOf(content, 300)}`,
    reversible: true,
    look: documentVersions,
    example: {
      Name: 'restart-shop',
      DocumentVersion: '$LATEST',
      Content:
        '{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"restart","inputs":{"runCommand":["systemctl restart shop"]}}]}',
    },
  }),
  define({
    operation: 'UpdateDocumentDefaultVersion',
    groups: ['code-change'],
    resource,
    values: { Name, DocumentVersion: pinnedVersion },
    say: ({ Name: name, DocumentVersion }) =>
      sentence`Run version ${DocumentVersion} of document ${name} wherever none is named`,
    reversible: true,
    ...defaultOfDocument,
    example: { Name: 'restart-shop', DocumentVersion: '3' },
  }),
  define({
    operation: 'ModifyDocumentPermission',
    groups: ['data-export', 'privilege-escalation'],
    resource,
    values: { Name, AccountIdsToAdd: users, AccountIdsToRemove: users },
    rules: [atLeastOne('AccountIdsToAdd', 'AccountIdsToRemove')],
    say: ({ Name: name, AccountIdsToAdd: added = [], AccountIdsToRemove: removed = [] }, { account }) => {
      const named = (list: readonly string[]) =>
        list.map((each) =>
          each === 'all' ? 'all' : `account ${each}${ofAccount(each, account) && ' (another account)'}`,
        );
      const parts = [
        ...(added.length > 0 ? [`let ${listed(named(added))} run and read`] : []),
        ...(removed.length > 0 ? [`no longer let ${listed(named(removed))} run and read`] : []),
      ].join(' and ');
      return sentence`${parts.charAt(0).toUpperCase()}${parts.slice(1)} document ${name}`;
    },
    reversible: false,
    ...sharedDocument,
    example: { Name: 'restart-shop', PermissionType: 'Share', AccountIdsToAdd: ['444455556666'] },
  }),
];
