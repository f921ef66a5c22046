import type { Place } from '../query/open-engine.ts';
import type { Span } from '../query/span.ts';

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

export type VerifyAudit = (place: Place, span: Span) => Promise<Verification>;

export const notVerified: VerifyAudit = async () => ({
  kind: 'not-verified',
  why: 'This pack was made without a verifier.',
});
