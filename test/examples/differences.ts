const pinned = 'it names what could be another thing by the time that people approve';
const onePlace = 'it names a thing in a form of which there are several, and one is taken';
const placeholder = 'its value is none that AWS would take';
const mistyped = 'its value has another type than the API says';
const insisted = 'it leaves out what decides how much happens';
const oldForm = 'it is written in a form that AWS replaced, and the newer one is taken alone';
const narrower = 'it uses a part of the API that the entry leaves out';

/** Actions of which not every published example is taken as it stands, each with the reason. */
export const differences: Readonly<Record<string, string>> = {
  'iam:CreateRole': placeholder,
  'iam:CreateOpenIDConnectProvider': placeholder,
  'iam:UpdateAccountPasswordPolicy': insisted,
  'organizations:UpdatePolicy': placeholder,
  'organizations:InviteAccountToOrganization': pinned,
  'secretsmanager:GetSecretValue': pinned,
  'secretsmanager:PutSecretValue': pinned,
  'secretsmanager:RotateSecret': pinned,
  'secretsmanager:DeleteSecret': pinned,
  'secretsmanager:UpdateSecret': pinned,
  'secretsmanager:PutResourcePolicy': pinned,
  'secretsmanager:DeleteResourcePolicy': pinned,
  'secretsmanager:UpdateSecretVersionStage': pinned,
  'secretsmanager:CancelRotateSecret': pinned,
  'secretsmanager:RestoreSecret': pinned,
  'secretsmanager:DescribeSecret': pinned,
  'kms:PutKeyPolicy': narrower,
  'kms:CreateGrant': onePlace,
  'kms:ReplicateKey': onePlace,
  'kms:DescribeKey': onePlace,
};
void [pinned, onePlace, mistyped, insisted, oldForm, narrower];
