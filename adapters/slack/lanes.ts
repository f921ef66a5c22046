import type { Lane } from '../../core/ports/pace.ts';

/**
 * How often Slack lets an app call, as it documents it: it posts one message a second into a channel, a thread of it included, and a
 * few at once; of the methods of tier 3 it makes 50 calls a minute in a workspace, which are a burst of 8 and one each 1.2 s.
 * What is not here is called too rarely to come near its limit.
 */
const rates = {
  'chat.postMessage': { everyMs: 1_000, burst: 3 },
  'chat.update': { everyMs: 1_200, burst: 8 },
};

/** Whose turn a call has to wait for. `speed`: so many times what Slack documents, where another one takes more. */
export function laneOf(method: string, { channel }: { channel?: unknown }, speed: number): Lane | undefined {
  switch (method) {
    case 'chat.postMessage':
      return { name: `post#${channel}`, rate: faster(rates[method], speed) };
    case 'chat.update':
      return { name: 'update', rate: faster(rates[method], speed) };
    default:
      return undefined;
  }
}

const faster = ({ everyMs, burst }: Lane['rate'], speed: number) => ({
  everyMs: Math.ceil(everyMs / speed),
  burst,
});
