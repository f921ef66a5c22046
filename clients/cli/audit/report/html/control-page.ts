import type { Control } from '../frameworks/framework.ts';
import type { Pack } from '../pack.ts';
import { pageColumns } from '../tables.ts';
import { dataTable } from './data-table.ts';
import { type Html, html } from './html.ts';

export const anchorOf = ({ id }: Control): string => `control-${id.replace(/[^\w.-]/g, '-')}`;

export function controlPage(pack: Pack, control: Control): Html {
  const anchor = anchorOf(control);
  return html`<section id="${anchor}" aria-labelledby="${anchor}-title"><h2 id="${anchor}-title">${control.id} ${control.title}</h2>
<p><strong>Asked:</strong> ${control.asks}</p>
<h3>Evidence</h3>
${control.evidence.map(({ table, says }) => dataTable(says, `csv/${table}.csv`, pack.tables[table], pageColumns[table]))}
${sampleOf(pack, control)}
<h3>What this does not show</h3>
<ul>${control.notShown.map((text) => html`<li>${text}</li>`)}</ul>
</section>`;
}

function sampleOf({ samples }: Pack, { population }: Control): Html {
  const sample = samples[population];
  if (!sample || sample.population === 0)
    return html`<h3>Population and sample</h3><p>The population, csv/${population}.csv, is empty.</p>`;
  const { seed, ids, rows } = sample;
  return html`<h3>Population and sample</h3>
<p>${sample.population.toLocaleString('en')} in <a href="csv/${population}.csv">csv/${population}.csv</a>, of which ${ids.length} are drawn: those whose SHA-256 of <code>seed:id</code> comes first. The seed is the SHA-256 of the file, so whoever has it draws the same: <span class="seed">${seed}</span></p>
${dataTable('The sample.', `samples/${population}.csv`, rows, pageColumns[population])}`;
}
