import type { FunctionSpec } from '../../functions/shared/function-spec.ts';
import { type BilledResource, idleCost } from './idle-cost.ts';
import { asOf, region } from './prices.ts';
import { waitingCost } from './waiting-cost.ts';
import { watchingCost } from './watching-cost.ts';

const marks = ['<!-- computed -->', '<!-- /computed -->'] as const;
const minutes = [1, 10, 60, 480];

/** The part of docs/cost.md that is computed. */
export async function costTables(
  resources: readonly BilledResource[],
  specs: readonly FunctionSpec[],
): Promise<string> {
  const lines = idleCost(resources, specs);
  const total = lines.reduce((sum, { dollars }) => sum + dollars, 0);
  const watching = watchingCost();
  const watched = watching.reduce((sum, { dollars }) => sum + dollars, 0);
  const waits = await Promise.all(minutes.map(async (many) => ({ many, ...(await waitingCost(many * 60)) })));
  return [
    `List prices of ${region}, ${asOf}, no free tier.`,
    '',
    '| a month at rest | count | $ |',
    '| --- | ---: | ---: |',
    ...lines.map(({ what, count, dollars }) => `| ${what} | ${count} | ${dollars.toFixed(2)} |`),
    `| together | | **${total.toFixed(2)}** |`,
    '',
    '| an agent waits | calls | reads | cents |',
    '| --- | ---: | ---: | ---: |',
    ...waits.map(
      ({ many, calls, reads, dollars }) =>
        `| ${many} min | ${calls} | ${reads} | ${(dollars * 100).toFixed(3)} |`,
    ),
    '',
    '| a million calls of agents are seen | $ |',
    '| --- | ---: |',
    ...watching.map(({ what, dollars }) => `| ${what} | ${dollars.toFixed(2)} |`),
    `| together | **${watched.toFixed(2)}** |`,
  ].join('\n');
}

/** The page with its computed part as it is now. */
export function withTables(page: string, tables: string): string {
  const [start, end] = marks.map((mark) => page.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`The page must hold ${marks.join(' and ')}.`);
  return `${page.slice(0, start + marks[0].length)}\n\n${tables}\n\n${page.slice(end)}`;
}
