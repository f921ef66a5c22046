export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

const shape =
  /^arn:(?<partition>aws|aws-cn|aws-us-gov):(?<service>[a-z0-9-]+):(?<region>[a-z0-9-]*):(?<account>\d{12}|aws|):(?<resource>[\x21-\x7e]{1,1200})$/;

export function parseArn(text: string): Arn | undefined {
  const parts = shape.exec(text)?.groups;
  if (!parts) return undefined;
  const { partition = '', service = '', region = '', account = '', resource = '' } = parts;
  return { partition, service, region, account, resource };
}

/** `aws`, `aws-cn` or `aws-us-gov`: the part of AWS that an ARN is from. */
export const partitionOf = (arn: string): string => arn.slice('arn:'.length, arn.indexOf(':', 'arn:'.length));
