import type { Place } from '../query/open-engine.ts';
import type { Span } from '../query/span.ts';
import { formatVerdict } from '../verify/format-verdict.ts';
import { verifyPlace } from '../verify/verify-place.ts';

/** What the verifier found, or why it was not run: a pack says which. */
export type Verification =
  | {
      kind: 'verified';
      ok: boolean;
      /** The verifier's own line. */
      verdict: string;
      /** As `audit verify --json` writes it; it stands in the pack. */
      report: object;
    }
  | { kind: 'not-verified'; why: string };

export type VerifyAudit = (
  place: Pick<Place, 'bucket' | 'dir' | 'region'> & { key?: string[] },
  /** `lastSealed`: the hour in which the last record was sealed that is counted; empty where there is none. */
  counted: Span & { lastSealed: string },
  now: string,
) => Promise<Verification>;

const [hourMs, dayMs] = [3_600_000, 86_400_000];

/**
 * The hours of the span to the end of its last day, and on to what came late of it, by the keys that are given or that the
 * deployment publishes. With the columns, for those are what every number of a pack is counted from.
 */
export const verifyAudit: VerifyAudit = async (place, { from, to, lastSealed }, now) => {
  if (place.bucket === undefined && place.dir === undefined)
    return {
      kind: 'not-verified',
      why: 'Athena shows what the objects say, not whether they are genuine. Run `countersign audit verify --bucket …`.',
    };
  try {
    const report = await verifyPlace(
      {
        ...place,
        ...{ from: `${from}T00:00:00.000Z`, columns: true, retentionDays: 1 },
        ...endOf(to, lastSealed, Date.parse(now)),
      },
      () => {},
    );
    return { kind: 'verified', ok: report.verified, verdict: formatVerdict(report), report };
  } catch (error) {
    return { kind: 'not-verified', why: `The verifier could not run: ${(error as Error).message}.` };
  }
};

/** None where that is still to come: what is not signed yet is looked at then as well, and what never will be is named. */
function endOf(to: string, lastSealed: string, now: number): { to?: string } {
  const late = lastSealed === '' ? 0 : Date.parse(lastSealed) + hourMs;
  const end = Math.max(Date.parse(to) + dayMs, late);
  // Not so either of an hour that no calendar has.
  return end <= now ? { to: new Date(end).toISOString() } : {};
}
