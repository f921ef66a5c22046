/** Whoever operates the deployment on this machine, and may see and do there what an administrator of an account may. */
export const operatorRole = (account: string): string => `arn:aws:iam::${account}:role/operator`;
