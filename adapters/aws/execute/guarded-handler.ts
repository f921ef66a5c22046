import type { HttpRequest } from '@smithy/types';
import type { Arrival } from '../wire/arrives-as-signed.ts';
import type { RequestHandler } from '../wire/client-settings.ts';

/** A request was not what it should be, and was stopped. */
export class NotAsSigned extends Error {
  override readonly name = 'NotAsSigned';
}

export interface GuardedHandler extends RequestHandler {
  /** Something was handed on, so that it may have left. */
  hasLeft: () => boolean;
}

/**
 * Stands where nothing of the SDK comes after it: what is looked at here is what leaves. One request passes, and no second
 * one, whatever the client would try.
 */
export function guardedHandler(
  inner: RequestHandler,
  arrival: (request: HttpRequest) => Arrival,
): GuardedHandler {
  let left = false;
  return {
    handle: async (request, options) => {
      if (left) throw new NotAsSigned('A second request of the same call was stopped.');
      const arrived = arrival(request);
      if (!arrived.ok) throw new NotAsSigned(arrived.detail);
      left = true;
      return inner.handle(request, options);
    },
    destroy: () => inner.destroy?.(),
    hasLeft: () => left,
  };
}
