/**
 * Who may assume a role of an account where agents act: functions of the home account, under a source identity of ours. The
 * account and a condition, because a principal that is a role dies with it, and the role that is made anew would be shut out.
 * Tags have a statement of their own, because their call knows no source identity.
 */
export function accountTrust(homeAccount: string, callers: readonly string[]): object {
  const Principal = { AWS: `arn:aws:iam::${homeAccount}:root` };
  const [caller, ...others] = callers;
  const ofCaller = { ArnEquals: { 'aws:PrincipalArn': others.length > 0 ? callers : caller } };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal,
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        Condition: { ...ofCaller, StringLike: { 'sts:SourceIdentity': 'countersign-*' } },
      },
      { Effect: 'Allow', Principal, Action: 'sts:TagSession', Condition: ofCaller },
    ],
  };
}
