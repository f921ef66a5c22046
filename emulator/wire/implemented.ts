import type { Failure, ServiceAnswer, ServiceCall } from './service-call.ts';

/** 501 is not a status that the SDK retries: the caller sees the name of what is missing at once. */
export const notImplemented = (what: string): Failure => ({
  kind: 'failure',
  code: 'NotImplementedLocally',
  message: `NotImplementedLocally: ${what}`,
  status: 501,
});

/** The operations that a service implements, each with the fields of its input that have an effect. */
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
