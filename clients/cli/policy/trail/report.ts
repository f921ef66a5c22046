import { formatCount } from '../../format-count.ts';
import { table } from '../../table.ts';
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
    ofOthers: total(counts, 'stranger'),
    outsideCatalog: total(counts, 'outside'),
    notReadBack: under(counts, 'unread').map(({ names: [action = ''], times }) => ({ action, calls: times })),
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

/** The same for people. */
export function formatReport(report: BacktestReport): string {
  const { files, events, ruledOn, ofOthers, outsideCatalog, notReadBack, policies, agents, groups, people } =
    report;
  const sections = [
    `${formatCount(files, 'file')}, ${formatCount(events, 'event')}: ${formatCount(ruledOn, 'call')} of agents ruled on, ${ofOthers.toLocaleString('en')} by others than agents, ${outsideCatalog.toLocaleString('en')} of agents outside the catalog.`,
    ...notReadBack.map(
      ({ action, calls }) =>
        `${formatCount(calls, 'call')} of ${action} not ruled on: policies look at parameters that CloudTrail does not tell as the API takes them.`,
    ),
    policies.length > 0 &&
      table(
        ['policy', 'allowed', 'refused', 'asked'],
        policies.map(({ policy, allowed, refused, asked }) => [policy, allowed, refused, asked]),
      ),
    agents.length > 0 &&
      table(
        ['agent', 'day', 'allowed', 'refused', 'asked'],
        agents.map(({ agent, day, allowed, refused, asked }) => [agent, day, allowed, refused, asked]),
      ),
    groups.length > 0 &&
      table(
        ['group', 'asked'],
        groups.map(({ group, asked }) => [group, asked]),
      ),
    people.length > 0 &&
      table(
        ['person who may say yes', 'asked', 'busiest day', 'asked that day'],
        people.map(({ person, asked, busiestDay, askedThatDay }) => [
          person,
          asked,
          busiestDay,
          askedThatDay,
        ]),
      ),
  ];
  return sections.filter((section) => section !== false).join('\n\n');
}
