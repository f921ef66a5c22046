import type { ServiceAnswer, ServiceCall } from './service-call.ts';

/** 501 is not status that the SDK retries: the caller sees the name of what is missing at once. */
export const notImplemented = (what: string): ServiceAnswer => ({
  kind: 'failure',
  code: 'NotImplementedLocally',
  message: `NotImplementedLocally: ${what}`,
  status: 501,
});

/** The fields that each operation of a service implements. */
export type Implemented = Readonly<Record<string, readonly string[]>>;

/** Undefined when this operation and each of its input's fields are implemented. */
export function missingFrom(
  implemented: Implemented,
  { service, operation, input }: Pick<ServiceCall, 'service' | 'operation' | 'input'>,
): ServiceAnswer | undefined {
  const fields = Object.hasOwn(implemented, operation) ? implemented[operation] : undefined;
  if (!fields) return notImplemented(`${service}:${operation} is not implemented`);
  const field = Object.keys(input).find((name) => !fields.includes(name));
  return field === undefined
    ? undefined
    : notImplemented(`${service}:${operation} does not implement field ${field}`);
}
