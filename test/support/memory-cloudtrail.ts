import type { CloudTrailReader } from '../../core/ports/coverage.ts';

/** What CloudTrail kept, as if it wrote each call down at once: what was called between two times is one piece. */
export function memoryCloudTrail() {
  const kept: { event: Readonly<Record<string, unknown>>; account: string }[] = [];
  const reader: CloudTrailReader = {
    source: 'trail',
    lagSeconds: 7_200,
    writtenWithinSeconds: 3_600,
    async *read({ account, region }, { from, to }) {
      yield {
        name: `${from} to ${to}`,
        through: to,
        async *events() {
          yield* kept
            .filter((one) => one.account === account && one.event.awsRegion === region)
            .filter(({ event: { eventTime } }) => from <= String(eventTime) && String(eventTime) < to)
            .map(({ event }) => event);
        },
      };
    },
  };
  return { reader, keep: (...events: typeof kept) => void kept.push(...events) };
}
