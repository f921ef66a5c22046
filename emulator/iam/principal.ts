import type { Statement } from './policy.ts';

/** Who calls: the session of an IAM role, as STS would name it. */
export interface Principal {
  roleArn: string;
  sessionName: string;
  /** When its credentials were made. */
  issuedAt?: Date;
  /** Of a role that was assumed by a call of STS. Left out: whoever runs the emulator gave it out. */
  session?: Session;
}

/** What a session carries beside its role. */
export interface Session {
  /** The role whose session assumed this one. */
  assumedBy: string;
  expires: Date;
  /** Left out: it may all that its role may. */
  policy?: readonly Statement[];
  sourceIdentity?: string;
  tags: Readonly<Record<string, string>>;
}

export const accountOf = ({ roleArn }: Pick<Principal, 'roleArn'>): string => roleArn.split(':')[4] ?? '';

/** STS leaves a role's path out of the session's ARN. */
export const assumedRoleArn = (principal: Principal): string => {
  const role = principal.roleArn.split('/').at(-1);
  return `arn:aws:sts::${accountOf(principal)}:assumed-role/${role}/${principal.sessionName}`;
};
