import { formatCount } from '../../format-count.ts';
import { table } from '../../table.ts';
import { plain } from '../../terminal.ts';
import { total, under } from './counts.ts';
import type { Replayed } from './replay.ts';

const decisions = ['allow', 'refuse', 'review'] as const;

/** What a backtest found, as data. */
export function backtestReport({ counts, files, events, leftOut }: Replayed) {
  return {
    files,
    events,
    leftOut,
    ruledOn: total(counts, 'call'),
    ofOthers: sum(under(counts, 'stranger')),
    principals: most(under(counts, 'stranger')).map(({ names: [principal = ''], times }) => ({
      principal,
      calls: times,
    })),
    outsideCatalog: sum(under(counts, 'outside')),
    outside: most(under(counts, 'outside')).map(({ names: [call = ''], times }) => ({ call, calls: times })),
    notDone: sum(under(counts, 'denied')),
    refusedByAws: most(under(counts, 'denied')).map(({ names: [call = '', code = ''], times }) => ({
      call,
      code,
      calls: times,
    })),
    notReadBack: most(under(counts, 'unread')).map(({ names: [action = '', why = ''], times }) => ({
      action,
      why,
      calls: times,
    })),
    policies: byDecision(under(counts, 'policy')).map(({ names: [policy = ''], ...rest }) => ({
      policy,
      ...rest,
    })),
    agents: byDecision(under(counts, 'agent')).map(({ names: [agent = '', day = ''], ...rest }) => ({
      agent,
      day,
      ...rest,
    })),
    groups: under(counts, 'group').map(({ names: [group = ''], times }) => ({ group, asked: times })),
    people: peopleAsked(under(counts, 'person')),
  };
}
export type BacktestReport = ReturnType<typeof backtestReport>;

type Counted = ReturnType<typeof under>;

const sum = (counted: Counted): number => counted.reduce((all, { times }) => all + times, 0);

/** Those of which there are most first. */
const most = (counted: Counted): Counted =>
  counted.toSorted((a, b) => b.times - a.times || (a.names.join() < b.names.join() ? -1 : 1));

/** Rows that differ in their last name only, the decision, become one. */
const byDecision = (counted: Counted) =>
  [...Map.groupBy(counted, ({ names }) => names.slice(0, -1).join('\t'))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, rows]) => {
      const of = (decision: string) =>
        rows.filter(({ names }) => names.at(-1) === decision).reduce((sum, { times }) => sum + times, 0);
      const [allowed = 0, refused = 0, asked = 0] = decisions.map(of);
      return { names: key.split('\t'), allowed, refused, asked };
    });

const peopleAsked = (counted: Counted) =>
  [...Map.groupBy(counted, ({ names: [person = ''] }) => person)]
    .map(([person, days]) => {
      const busiest = days.reduce((most, each) => (each.times > most.times ? each : most));
      const asked = days.reduce((sum, { times }) => sum + times, 0);
      return { person, asked, busiestDay: busiest.names[1] ?? '', askedThatDay: busiest.times };
    })
    .toSorted((a, b) => b.asked - a.asked || (a.person < b.person ? -1 : 1));

/** As many of each as a person reads; JSON has them all. */
const shown = 10;

/** The same for people. */
export function formatReport(report: BacktestReport): string {
  const { files, events, ruledOn, ofOthers, outsideCatalog, notDone, policies, agents, groups, people } =
    report;
  const numbers = [
    `${formatCount(ruledOn, 'call')} of agents ruled on`,
    `${ofOthers.toLocaleString('en')} by others than agents`,
    `${outsideCatalog.toLocaleString('en')} of agents outside the catalog`,
    ...(notDone > 0 ? [`${notDone.toLocaleString('en')} of agents that AWS did not do`] : []),
  ];
  const sections = [
    `${formatCount(files, 'file')}, ${formatCount(events, 'event')}: ${numbers.join(', ')}.`,
    ...report.notReadBack.map(
      ({ action, why, calls }) =>
        `${formatCount(calls, 'call')} of ${action} not ruled on: policies look at parameters that CloudTrail does not tell as the API takes them (${why}).`,
    ),
    section(
      ['policy', 'allowed', 'refused', 'asked'],
      policies.map(({ policy, allowed, refused, asked }) => [policy, allowed, refused, asked]),
    ),
    section(
      ['agent', 'day', 'allowed', 'refused', 'asked'],
      agents.map(({ agent, day, allowed, refused, asked }) => [agent, day, allowed, refused, asked]),
    ),
    section(
      ['group', 'asked'],
      groups.map(({ group, asked }) => [group, asked]),
    ),
    section(
      ['person who may say yes', 'asked', 'busiest day', 'asked that day'],
      people.map(({ person, asked, busiestDay, askedThatDay }) => [person, asked, busiestDay, askedThatDay]),
    ),
    firstOf(
      ['not an agent', 'calls'],
      report.principals.map(({ principal, calls }) => [principal, calls]),
    ),
    firstOf(
      ['outside the catalog', 'calls'],
      report.outside.map(({ call, calls }) => [call, calls]),
    ),
    firstOf(
      ['AWS did not do', 'said', 'calls'],
      report.refusedByAws.map(({ call, code, calls }) => [call, code, calls]),
    ),
  ];
  return sections.filter((one) => one !== undefined).join('\n\n');
}

type Rows = Parameters<typeof table>[1];

const section = (head: readonly string[], rows: Rows): string | undefined =>
  rows.length > 0
    ? table(
        head,
        rows.map((row) => row.map(printable)),
      )
    : undefined;

function firstOf(head: readonly string[], rows: Rows): string | undefined {
  const first = section(head, rows.slice(0, shown));
  const more = rows.length - shown;
  return first && more > 0
    ? `${first}\n… and ${more.toLocaleString('en')} more: --json has them all.`
    : first;
}

/** Logs name principals and calls as they like. */
const printable = (cell: string | number): string | number => (typeof cell === 'string' ? plain(cell) : cell);
