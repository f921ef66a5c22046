/** Told before and after every call of a port; what it throws is the outage. */
export type Strike = (call: string, moment: 'before' | 'after') => void;

const never = new Set([
  'now',
  'nowMs',
  'nowSeconds',
  'newId',
  'newToken',
  'newTicketId',
  'backoff',
  'environmentOf',
  'secretsOfResult',
]);

/** The same ports, each call of which may fail before it did anything, or after it did all and nobody heard. */
export function breakable<T extends object>(ports: T, strike: Strike, path = ''): T {
  const wrapped = Object.entries(ports).map(([name, port]: [string, unknown]) => {
    const call = path ? `${path}.${name}` : name;
    if (never.has(name)) return [name, port];
    if (typeof port === 'function') return [name, breakableCall(port as Call, call, strike)];
    if (Array.isArray(port)) return [name, port.map((one) => breakable(one, strike, `${call}.${one.door}`))];
    const isPorts = typeof port === 'object' && port !== null && hasCalls(port);
    return [name, isPorts ? breakable(port, strike, call) : port];
  });
  return Object.fromEntries(wrapped) as T;
}

type Call = (...values: unknown[]) => unknown;

const hasCalls = (value: object): boolean => Object.values(value).some((item) => typeof item === 'function');

function breakableCall(port: Call, call: string, strike: Strike): Call {
  return (...values) => {
    strike(call, 'before');
    const result = port(...values);
    const heard = (value: unknown): unknown => {
      strike(call, 'after');
      return value;
    };
    return result instanceof Promise ? result.then(heard) : heard(result);
  };
}

/** An outage at one moment: the n-th of all that happen. */
export function strikeAt(moment: number): Strike & { struck: string | undefined } {
  let seen = 0;
  const strike = Object.assign(
    (call: string, when: 'before' | 'after'): void => {
      seen += 1;
      if (seen !== moment) return;
      strike.struck = `${when} ${call}`;
      throw new Error(`The outage of this test, ${when} ${call}`);
    },
    { struck: undefined as string | undefined },
  );
  return strike;
}
