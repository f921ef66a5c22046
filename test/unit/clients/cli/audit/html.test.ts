import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataTable } from '../../../../../clients/cli/audit/report/html/data-table.ts';
import { html } from '../../../../../clients/cli/audit/report/html/html.ts';

it('what an agent wrote is text, wherever it stands', () => {
  const words = '<img src=x onerror=alert(1)>" onfocus="alert(2)\u0000\u202e';
  const { text } = dataTable('Reasons', 'csv/x.csv', { columns: ['reason'], rows: [[words]] });
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot; onfocus=&quot;alert(2)');
  expect(text).not.toMatch(/<img|\0|\u202e/);
  expect(text).toContain('\\u{202e}');
});

it('no text opens a tag or leaves an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (words) => {
      expect(html`${words}`.text).not.toMatch(/[<>"']/);
      expect(html`${words}`.text.replace(/[\n\t]/g, '')).not.toMatch(/\p{C}/u);
    }),
  );
});
