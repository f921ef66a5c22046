import type { Cell, Rows } from '../query/engine.ts';
import type { TableName, Tables } from './tables.ts';

export interface Bar {
  label: string;
  value: number;
  /** Beside the bar, where the number alone is not enough. */
  note?: string;
}

/** A chart, and the CSV that it is counted from. */
export interface Figure {
  title: string;
  table: TableName;
  bars: readonly Bar[];
  /** What the longest bar could be; the most there is, where it is left out. */
  full?: number;
  /** How many bars of fewer there would be, where a page has no room for all. */
  leavesOut?: number;
  /** Said where there is nothing to draw. */
  empty: string;
}

const peopleShown = 12;

type Named = Readonly<Record<string, Cell>>;

/** In the order of the overview. */
export const figuresOf = (tables: Tables): Figure[] => [
  {
    title: 'Requests by ruling',
    table: 'requests-by-ruling',
    bars: summed(
      named(tables['requests-by-ruling']),
      ({ ruling }) => rulings[String(ruling)] ?? String(ruling),
      'requests',
    ),
    empty: 'No request was submitted.',
  },
  {
    title: 'How requests stand',
    table: 'requests',
    bars: counted(named(tables.requests), ({ state }) => String(state)),
    empty: 'No request was submitted.',
  },
  {
    title: 'Time to decide',
    table: 'time-to-decide',
    bars: named(tables['time-to-decide']).map(({ took, decisions }) => ({
      label: String(took),
      value: Number(decisions),
    })),
    empty: 'Nothing was decided.',
  },
  {
    title: 'Who signs',
    table: 'decisions-by-person',
    bars: named(tables['decisions-by-person'])
      .slice(0, peopleShown)
      .map(({ person, approved, denied, not_counted }) => ({
        label: String(person),
        value: Number(approved) + Number(denied),
        note: `${approved} yes, ${denied} no, ${not_counted} not counted`,
      })),
    leavesOut: Math.max(0, tables['decisions-by-person'].rows.length - peopleShown),
    empty: 'Nobody voted.',
  },
  {
    title: 'What CloudTrail saw of each run',
    table: 'runs-and-drift',
    bars: counted(named(tables['runs-and-drift']), ({ cloudtrail }) => String(cloudtrail)),
    empty: 'Nothing ran.',
  },
  {
    title: 'Incidents by how they stand',
    table: 'incidents',
    bars: counted(named(tables.incidents), ({ stands }) => String(stands)),
    empty: 'No incident was opened. That says as much as coverage does.',
  },
  {
    title: 'Calls of agents that an approval covers, in percent',
    table: 'coverage',
    bars: coverageBars(named(tables.coverage)),
    full: 100,
    empty: 'Nobody counted coverage: what went around the gate is not known.',
  },
];

const rulings: Readonly<Record<string, string>> = {
  allow: 'allowed by policy',
  review: 'people were asked',
  refuse: 'refused by policy',
};

export const named = ({ columns, rows }: Rows): Named[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])));

const counted = (rows: readonly Named[], labelOf: (row: Named) => string): Bar[] =>
  summed(
    rows.map((row) => ({ ...row, one: 1 })),
    labelOf,
    'one',
  );

function summed(rows: readonly Named[], labelOf: (row: Named) => string, column: string): Bar[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(labelOf(row), (sums.get(labelOf(row)) ?? 0) + Number(row[column]));
  return [...sums].map(([label, value]) => ({ label, value })).sort((one, other) => other.value - one.value);
}

/** A bar a day, or a month where there are more days than a page has room for. */
function coverageBars(days: readonly Named[]): Bar[] {
  const length = days.length > 31 ? 7 : 10;
  const spans = new Map<string, { seen: number; matched: number }>();
  for (const { day, seen, matched } of days) {
    const name = String(day).slice(0, length);
    const sum = spans.get(name) ?? { seen: 0, matched: 0 };
    spans.set(name, { seen: sum.seen + Number(seen), matched: sum.matched + Number(matched) });
  }
  return [...spans].map(([label, { seen, matched }]) => ({
    label,
    // Down, so that nothing is called all that is not.
    value: seen === 0 ? 0 : Math.floor((1_000 * matched) / seen) / 10,
    note: seen === 0 ? 'no call was seen' : `${matched} of ${seen} calls`,
  }));
}
