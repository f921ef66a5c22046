import { parseArn } from '../core/lib/arn.ts';
import type { Catalog } from './entry.ts';

/** The parameter by which this action can mean this thing though its resource is not this ARN, if it has one. */
export function aliasParameterFor(catalog: Catalog, action: string, arn: string): string | undefined {
  const entry = catalog.find(action);
  return entry && kindOf(entry.example.resource) === kindOf(arn) ? entry.aliasParameter : undefined;
}

/** `ec2 instance` of `arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0`. */
function kindOf(text: string): string {
  const arn = parseArn(text);
  return `${arn?.service} ${arn?.resource.split(/[:/]/, 1)[0]}`;
}
