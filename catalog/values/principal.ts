import { parseArn } from '../../core/lib/arn.ts';
import { nameIn, ofAccount } from '../sentence.ts';

/** Sources of expressions for whom a grant or permission is for, outside policy documents. */
const named = String.raw`[\w+=,.@/-]+`;
const partition = 'arn:aws(?:-cn|-us-gov)?';
export const identity = `${partition}:iam::[0-9]{12}:(?:role|user)/${named}|${partition}:sts::[0-9]{12}:(?:assumed-role|federated-user)/${named}`;
export const accountRoot = `${partition}:iam::[0-9]{12}:root`;
export const service = String.raw`[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?`;

/** "anyone", "service sns.amazonaws.com", "account 444455556666 (another account)", "reader of account …". */
export function sayPrincipal(principal: string, ownAccount: string): string {
  if (principal === '*') return 'anyone';
  const arn = parseArn(principal);
  if (arn && arn.resource !== 'root') return `${nameIn(principal)}${ofAccount(arn.account, ownAccount)}`;
  const account = arn?.account ?? principal;
  if (!/^[0-9]{12}$/.test(account)) return `service ${principal}`;
  return account === ownAccount ? `everyone in account ${account}` : `account ${account} (another account)`;
}
