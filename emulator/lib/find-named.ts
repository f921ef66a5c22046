/** AWS lets a caller name most things by name or by ARN. */
export const findNamed = <T extends { name: string; arn: string }>(specs: T[], id: unknown): T | undefined =>
  specs.find(({ name, arn }) => name === id || arn === id);
