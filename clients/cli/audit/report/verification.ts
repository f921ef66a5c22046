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
  span: Span,
) => Promise<Verification>;

const dayMs = 86_400_000;

/**
 * The hours of the span to the end of its last day, by the keys that are given or that the deployment publishes. With the
 * columns, for those are what every number of a pack is counted from.
 */
export const verifyAudit: VerifyAudit = async (place, { from, to }) => {
  if (place.bucket === undefined && place.dir === undefined)
    return {
      kind: 'not-verified',
      why: 'Athena shows what the objects say, not whether they are genuine. Run `countersign audit verify --bucket …`.',
    };
  try {
    const report = await verifyPlace(
      { ...place, from: instant(from, 0), to: instant(to, dayMs), columns: true, retentionDays: 1 },
      () => {},
    );
    return { kind: 'verified', ok: report.verified, verdict: formatVerdict(report), report };
  } catch (error) {
    return { kind: 'not-verified', why: `The verifier could not run: ${(error as Error).message}.` };
  }
};

const instant = (day: string, later: number): string => new Date(Date.parse(day) + later).toISOString();
