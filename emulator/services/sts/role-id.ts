import { createHash } from 'node:crypto';
import type { Principal } from '../../iam/principal.ts';

/** A role's unique id never changes; here it is a function of the role's ARN. */
export const roleId = ({ roleArn, sessionName }: Principal): string =>
  `AROA${createHash('sha256').update(roleArn).digest('hex').slice(0, 17).toUpperCase()}:${sessionName}`;
