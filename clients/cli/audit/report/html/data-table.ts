import { type Cell, type Rows, textOf } from '../../query/engine.ts';
import { type Html, html } from './html.ts';

const rowsShown = 12;

/** The first rows; the CSV has all. It scrolls sideways by keyboard where it is wide, and wraps on paper. */
export function dataTable(
  caption: string,
  file: string,
  answer: Rows,
  wanted: readonly string[] = answer.columns,
): Html {
  const { columns, rows } = chosen(answer, wanted);
  if (rows.length === 0)
    return html`<p class="empty">${caption} There is none. <a href="${file}">${file}</a></p>`;
  const more =
    rows.length > rowsShown
      ? `The first ${rowsShown} of ${rows.length.toLocaleString('en')} rows; all stand in`
      : `${rows.length} rows, from`;
  return html`<div class="wide" role="group" tabindex="0" aria-label="${caption}"><table>
<caption>${caption} <span class="source">${more} <a href="${file}">${file}</a></span></caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column.replaceAll('_', ' ')}</th>`)}</tr></thead>
<tbody>${rows.slice(0, rowsShown).map((row) => html`<tr>${row.map((cell) => html`<td${typeof cell === 'number' ? numeric : ''}>${shown(cell)}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

/** An instant in the way people read it; the CSV has it as it was recorded. */
const shown = (cell: Cell): string =>
  textOf(cell).replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/, '$1 $2');

const numeric = html` class="number"`;

const chosen = ({ columns, rows }: Rows, wanted: readonly string[]): Rows => {
  const places = wanted.map((column) => columns.indexOf(column));
  return { columns: wanted, rows: rows.map((row) => places.map((at) => row[at] ?? null)) };
};
