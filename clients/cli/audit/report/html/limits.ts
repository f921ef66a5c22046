import type { Pack } from '../pack.ts';
import { type Html, html } from './html.ts';

export const limits = (pack: Pack): Html =>
  html`<section id="limits" aria-labelledby="limits-title"><h2 id="limits-title">What this pack does not show</h2>
<ul>${limitsOf(pack).map((text) => html`<li>${text}</li>`)}</ul>
</section>`;

/** Said in general, and of this pack. */
function limitsOf({ tables, verification }: Pack): string[] {
  const coverage = tables.coverage.rows.length;
  return [
    ...(verification.kind === 'not-verified'
      ? ['That the records are whole and unchanged: they were not verified.']
      : []),
    ...(verification.kind === 'verified'
      ? [
          'That what was sealed in other hours than those that were verified is unchanged: retention and gaps are counted from the whole trail.',
        ]
      : []),
    ...(coverage === 0 ? ['What agents did around the gate: nobody counted coverage in this span.'] : []),
    'Records that were not sealed yet when it was made: the newest minutes of the span. Those of the last hour are sealed, and signed by nobody yet.',
    'Times from a request to its decision where the request was submitted before the span.',
    'Whether a control was designed well, or whether its owner looks at it: a pack shows what happened under it.',
    'Secrets and hidden parameters: they are in no record.',
    'An opinion. Whether this suffices for a framework is for its auditor to say.',
  ];
}
