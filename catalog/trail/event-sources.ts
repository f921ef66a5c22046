import { servicesInScope } from '../iam-reference/scope.ts';

/** Under which names CloudTrail reports a service, where it is not IAM's prefix and `.amazonaws.com` alone. */
const otherwise: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ['monitoring.amazonaws.com'],
  'rds-data': ['rdsdata.amazonaws.com'],
  servicecatalog: ['servicecatalog.amazonaws.com', 'servicecatalog-appregistry.amazonaws.com'],
  ses: ['ses.amazonaws.com', 'email.amazonaws.com'],
};

/** The first is the usual one. */
export const eventSourcesOf = (prefix: string): readonly [string, ...string[]] => {
  const [first, ...others] = otherwise[prefix] ?? [];
  return [first ?? `${prefix}.amazonaws.com`, ...others];
};

const prefixes = new Map(
  servicesInScope.flatMap((prefix) => eventSourcesOf(prefix).map((source) => [source, prefix] as const)),
);

/** The service as IAM calls it: `cloudwatch` of `monitoring.amazonaws.com`. Undefined where it is none that we know. */
export const serviceOfSource = (eventSource: string): string | undefined => prefixes.get(eventSource);
