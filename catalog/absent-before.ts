/**
 * AWS refuses these where there is such a thing already: that one has succeeded says what was there before, which is nothing. So
 * an undo of it can be made though nobody looked. An action that AWS takes twice (`iam:AttachRolePolicy`) MUST NOT stand here.
 *
 * By AWS's API reference, the error in brackets: kms:CreateAlias (AlreadyExistsException), lambda:AddPermission
 * (ResourceConflictException), ec2:Authorize… (InvalidPermission.Duplicate), ec2:CreateNetworkAclEntry
 * (NetworkAclEntryAlreadyExists), iam:AddRoleToInstanceProfile (LimitExceeded: a profile holds one role).
 */
export const absentBefore: ReadonlySet<string> = new Set([
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:CreateNetworkAclEntry',
  'iam:AddRoleToInstanceProfile',
  'kms:CreateAlias',
  'lambda:AddPermission',
]);
