import { z } from 'zod';
import { ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching, text } from '../values/aws-values.ts';
import { identity, sayPrincipal, service } from '../values/principal.ts';

export const permission = <Name extends z.ZodType, Revision extends z.ZodType>(
  FunctionName: Name,
  RevisionId: Revision,
) =>
  z.strictObject({
    FunctionName,
    StatementId: matching('[a-zA-Z0-9_-]+', 100),
    Action: z.enum(['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:GetFunction', 'lambda:*']),
    Principal: matching(
      `[*]|[0-9]{12}|${identity}|${service}`,
      2_048,
      'must be *, an account of 12 digits, the ARN of a role or user, or a service such as sns.amazonaws.com',
    ),
    SourceArn: matching('arn:[!-~]+', 2_048, 'must be an ARN').optional(),
    SourceAccount: accountId.optional(),
    PrincipalOrgID: matching('o-[a-z0-9]{10,32}', 34).optional(),
    FunctionUrlAuthType: z.enum(['NONE', 'AWS_IAM']).optional(),
    EventSourceToken: text(256).optional(),
    RevisionId,
  });

interface Permission {
  FunctionName: unknown;
  Action: string;
  Principal: string;
  SourceArn?: string | undefined;
  SourceAccount?: string | undefined;
  PrincipalOrgID?: string | undefined;
  FunctionUrlAuthType?: string | undefined;
}

/** A service acts for everybody, unless it is said for whose thing it may. */
export function sayPermission(given: Permission, ownAccount: string): string {
  const { FunctionName, Action, Principal, SourceArn, SourceAccount, PrincipalOrgID } = given;
  const like = /[*?]/.test(SourceArn ?? '') ? 'all that is like ' : '';
  const where = [
    ...(given.FunctionUrlAuthType === 'NONE' ? ['by a URL that asks nobody who they are'] : []),
    ...(given.FunctionUrlAuthType === 'AWS_IAM' ? ['by its URL, signed in'] : []),
    ...(PrincipalOrgID ? [`within organization ${PrincipalOrgID}`] : []),
    ...(SourceArn ? [`for ${like}${SourceArn}`] : []),
    ...(SourceAccount
      ? [`for account ${SourceAccount}${ofAccount(SourceAccount, ownAccount) && ' (another account)'}`]
      : []),
  ];
  const anywhere = SourceArn || SourceAccount || PrincipalOrgID ? [] : ['from anywhere'];
  return sentence`Allow ${sayPrincipal(Principal, ownAccount)} ${Action} on function ${String(FunctionName)}, ${[...where, ...anywhere].join(', ')}`;
}
