/** Who calls: the session of an IAM role, as STS would name it. */
export interface Principal {
  roleArn: string;
  sessionName: string;
}

export const accountOf = ({ roleArn }: Principal): string => roleArn.split(':')[4] ?? '';

/** STS leaves a role's path out of the session's ARN. */
export const assumedRoleArn = (principal: Principal): string => {
  const role = principal.roleArn.split('/').at(-1);
  return `arn:aws:sts::${accountOf(principal)}:assumed-role/${role}/${principal.sessionName}`;
};
