import type { RequestView } from '@countersign/client';
import { formatDuration } from '../../../core/lib/duration.ts';
import { plain } from '../terminal.ts';

export function formatRequest(request: RequestView): string {
  const { approvals, asked } = request;
  const lines: readonly [string, string | undefined][] = [
    ['request', request.id],
    ['state', request.state],
    ['asked', asked && formatAsked(asked)],
    ['approvals', approvals && `${approvals.given} of ${approvals.needed}`],
    ['until', request.state === 'pending' ? request.expiresAt : request.usableUntil],
    ['denied', request.decision && formatDecision(request.decision)],
    ...(request.questions ?? []).flatMap(formatQuestion),
    ['runs', request.run && whoRuns[request.run]],
    ['failure', request.failure && `${request.failure.code}: ${request.failure.message}`],
    ['result', request.result && JSON.stringify(request.result)],
    ['action', request.action],
    ['resource', request.resource],
    ['environment', request.environment],
    ['risk', request.risk],
    ['digest', request.digest],
    ...request.reasons.map((reason, at): [string, string] => [at === 0 ? 'because' : '', reason]),
  ];
  return lines.flatMap(([label, value]) => (value ? [`${label.padEnd(12)}${plain(value)}`] : [])).join('\n');
}

type Decision = NonNullable<RequestView['decision']>;

export const formatDecision = ({ by, reason, at, again }: Decision): string =>
  [`by ${by} at ${at}`, ...(reason ? [`: ${reason}`] : []), ...(again ? [` (${advice[again]})`] : [])].join(
    '',
  );

const advice: Record<NonNullable<Decision['again']>, string> = {
  never: 'do not ask again',
  'not-now': 'ask again later',
  differently: 'ask for something else',
};

const formatQuestion = ({
  question,
  text,
  answer,
}: NonNullable<RequestView['questions']>[number]): [string, string][] => [
  [`question ${question}`, text],
  ['answer', answer ?? 'none yet'],
];

const whoRuns: Record<NonNullable<RequestView['run']>, string> = {
  agent: 'by the agent',
  credentials: 'by the agent, with credentials for it',
  countersign: 'by Countersign',
};

/** Who is asked and until when, while somebody waits for them. */
export function formatWaiting({ id, asked = [], expiresAt }: RequestView, now: number): string {
  const people = asked.length > 0 ? formatAsked(asked) : 'people';
  const until =
    expiresAt === undefined ? '' : `, until ${expiresAt} (in ${roughly(Date.parse(expiresAt) - now)})`;
  return plain(`Request ${id} waits for ${people}${until}.`);
}

const formatAsked = (asked: NonNullable<RequestView['asked']>): string =>
  asked.map(({ group, count }) => `${count} of ${group}`).join(' and ');

/** Whole minutes, where it is more than one. */
function roughly(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  return formatDuration(seconds > 60 ? Math.round(seconds / 60) * 60 : seconds);
}
