import { named } from '../figures.ts';
import type { Pack } from '../pack.ts';
import { figure } from './bar-chart.ts';
import { type Html, html } from './html.ts';

export function overview({ tables, figures, span, place, madeAt, verification }: Pack): Html {
  const requests = named(tables.requests);
  const runs = named(tables['runs-and-drift']);
  const key: readonly (readonly [string, number])[] = [
    ['requests', requests.length],
    ['votes that counted', tables['who-approved-what'].rows.length],
    ['refused or denied', tables['refusals-and-denials'].rows.length],
    ['runs', runs.length],
    ['runs that drifted', runs.filter(({ cloudtrail }) => cloudtrail === 'drifted').length],
    ['incidents', tables.incidents.rows.length],
    ['chains with gaps', tables['gaps-and-breaks'].rows.length],
  ];
  return html`<section id="overview" aria-labelledby="overview-title"><h2 id="overview-title">Overview</h2>
<dl class="facts">
<dt>Span</dt><dd>${span.from} to ${span.to}, days of UTC, both inside</dd>
<dt>Records read from</dt><dd>${place}</dd>
<dt>Made at</dt><dd>${madeAt}</dd>
<dt>Verified</dt><dd>${verification.kind === 'verified' ? verification.verdict : `No. ${verification.why}`}</dd>
</dl>
<dl class="key">${key.map(([name, count]) => html`<div><dt>${name}</dt><dd>${count.toLocaleString('en')}</dd></div>`)}</dl>
<div class="figures">${figures.map(figure)}</div>
</section>`;
}
