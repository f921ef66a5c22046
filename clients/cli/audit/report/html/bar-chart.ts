import type { Bar, Figure } from '../figures.ts';
import { type Html, html } from './html.ts';

const [labelWidth, barWidth, rowHeight] = [210, 300, 26];

/** Every bar has its name and number beside it, so that nothing rests on a colour or on seeing. */
export function figure({ title, table, bars, full, leavesOut = 0, empty }: Figure): Html {
  const drawn = bars.some(({ value, note }) => value > 0 || note !== undefined)
    ? chart(title, bars, full)
    : html`<p>${empty}</p>`;
  return html`<figure><figcaption>${title}</figcaption>${drawn}<p class="source">From <a href="csv/${table}.csv">csv/${table}.csv</a>${leavesOut > 0 ? `, which has ${leavesOut.toLocaleString('en')} more` : ''}</p></figure>`;
}

function chart(title: string, bars: readonly Bar[], full: number | undefined): Html {
  const most = full ?? Math.max(...bars.map(({ value }) => value));
  const height = bars.length * rowHeight + 6;
  const told = bars
    .map(({ label, value, note }) => `${label}: ${value}${note ? ` (${note})` : ''}`)
    .join('; ');
  return html`<svg role="img" aria-label="${title}. ${told}." viewBox="0 0 720 ${height}" width="720" height="${height}">
${bars.map((bar, at) => row(bar, at, most))}
</svg>`;
}

function row({ label, value, note }: Bar, at: number, most: number): Html {
  const y = at * rowHeight + 4;
  const width = Math.max(value > 0 ? 2 : 0, Math.round((barWidth * value) / most));
  const told = `${value.toLocaleString('en')}${note ? ` · ${note}` : ''}`;
  return html`<text x="${labelWidth - 8}" y="${y + 14}" text-anchor="end">${shortened(label, 30)}</text><rect x="${labelWidth}" y="${y}" width="${width}" height="18"/><text x="${labelWidth + width + 8}" y="${y + 14}">${told}</text>`;
}

const shortened = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;
