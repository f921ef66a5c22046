import { visibleLines, visibleText } from '../../../core/lib/visible-text.ts';
import type { Request } from '../../../core/request/request.ts';
import { factsOf } from '../card-facts.ts';
import { riskWords, uncuratedWarning } from '../card-head.ts';
import { noNames } from '../card-names.ts';
import { agentsWords, originOf } from '../card-origin.ts';
import { sayHowItRuns } from '../card-run.ts';
import { sayNotSeen, targetText } from '../card-target.ts';
import { withoutGaps } from '../rich-text.ts';
import { parametersText } from '../shown-parameters.ts';
import type { Section } from './pages-of.ts';

/**
 * Nothing of it is cut: whoever opens it from a list has seen no card. What is signed comes first, and what can grow while
 * somebody turns the pages comes last, so that nothing moves to a page behind them.
 */
export const sectionsOf = (request: Request): Section[] => [
  { title: 'What is signed', text: factsIn(request) },
  { title: 'Its parameters', text: parametersText(request) },
  ...targetIn(request),
  { title: 'Why people are asked', text: request.ruling.reasons.map(whole).join('\n') },
  { title: 'The agent says', text: agentsWords(request).map(wholeLines).join('\n') },
  { title: 'History', text: historyOf(request).map(whole).join('\n') },
];

const whole = (text: string): string => withoutGaps(visibleText(text, Number.POSITIVE_INFINITY));
const wholeLines = (text: string): string => visibleLines(text, Number.POSITIVE_INFINITY);

/** One line each: whatever is written into one, none can pass for another. */
function factsIn(request: Request): string {
  const origin = originOf(request);
  return [
    ...factsOf(request, noNames).map(([label, value]) => `${label}: ${value}`),
    riskWords[request.ruling.risk],
    `Digest: ${request.digest}`,
    ...(request.uncurated ? [uncuratedWarning] : []),
    ...(origin === undefined ? [] : [origin]),
    ...sayHowItRuns(request),
  ]
    .map(whole)
    .join('\n');
}

function targetIn(request: Request): Section[] {
  const title = 'What it changes';
  if (request.notSeen !== undefined) return [{ title, text: sayNotSeen(request.notSeen) }];
  return request.seen ? [{ title, text: targetText(request) }] : [];
}

/** What came of it so far, in the order in which it came. */
function historyOf(request: Request): string[] {
  const votes = 'votes' in request ? request.votes : [];
  return [
    `${request.submittedAt} asked for by ${request.asker ?? request.agent.id}`,
    ...votes.map(
      ({ at, person, choice, reason }) =>
        `${at} ${choice === 'approve' ? 'approved' : 'denied'} by ${person}${reason ? `: ${reason}` : ''}`,
    ),
    ...('questions' in request ? (request.questions ?? []) : []).flatMap(({ at, person, text, answer }) => [
      `${at} ${person} asks: ${text}`,
      ...(answer ? [`${answer.at} the agent answers: ${answer.text}`] : []),
    ]),
    ...('endedAt' in request ? [`${request.endedAt} ${request.state}`] : []),
  ];
}
