import type { S3Control } from '@aws-sdk/client-s3-control';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<S3Control>({ prefix: 's3' });

interface OfAccount {
  AccountId?: string | undefined;
}

/** What S3 does where there is no configuration. */
const allOpen = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const publicAccess = look({
  operation: 's3-control.GetPublicAccessBlock',
  iamName: 'GetAccountPublicAccessBlock',
  input: ({ AccountId }: OfAccount) => ({ AccountId }),
  keep: ({ PublicAccessBlockConfiguration }) => ({ PublicAccessBlockConfiguration }),
  none: ['NoSuchPublicAccessBlockConfiguration'],
});
export const accountPublicAccessBlock = {
  look: publicAccess,
  undo: undoFrom(
    publicAccess,
    ['s3:PutAccountPublicAccessBlock'],
    ({ parameters: { AccountId }, before }) => ({
      action: 's3:PutAccountPublicAccessBlock',
      parameters: {
        AccountId,
        PublicAccessBlockConfiguration: { ...allOpen, ...before.PublicAccessBlockConfiguration },
      },
      ...(before.PublicAccessBlockConfiguration === undefined && {
        remains: 'the account has a configuration, which blocks nothing, where it had none',
      }),
    }),
  ),
};

const policy = look({
  operation: 'GetAccessPointPolicy',
  input: ({ AccountId, Name }: OfAccount & { Name: string }) => ({ AccountId, Name }),
  keep: ({ Policy }) => ({ Policy }),
  none: ['NoSuchAccessPointPolicy'],
});
export const accessPointPolicy = {
  look: policy,
  undo: undoFrom(
    policy,
    ['s3:PutAccessPointPolicy'],
    ({ parameters: { AccountId, Name }, before: { Policy } }) =>
      Policy === undefined
        ? { impossible: 'the access point had no policy, and no action of the catalog deletes one' }
        : { action: 's3:PutAccessPointPolicy', parameters: { AccountId, Name, Policy } },
  ),
};
