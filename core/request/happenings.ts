import { compareText } from '../lib/compare-text.ts';
import type { State } from './lifecycle.ts';
import type { Evidence, Pending, Request, Vote } from './request.ts';

/**
 * What happened to a request, as people read it. The key is the same for the same happening whenever it is asked for, so that
 * each is told once.
 */
export type Happening = { key: string } & (
  | { kind: 'voted'; vote: Vote }
  /** A vote that was told and stands no more: its person took it back, or what it was for is another now. */
  | { kind: 'vote-gone'; person: string; why: 'taken-back' | 'voided' }
  | { kind: 'asked'; question: number; person: string; text: string }
  | { kind: 'answered'; question: number; text: string }
  /** `isOver`: nothing more comes of it, and whoever answers for the agent hears so. */
  | { kind: 'moved'; state: State; isOver: boolean }
  | { kind: 'revoked'; person: string }
  | { kind: 'seen-in-trail'; evidence: Evidence }
);

/** What is worth a word, and whether it is the last. The others follow within moments, or are told by the card. */
const worthTelling: Readonly<Partial<Record<State, { isOver: boolean }>>> = {
  approved: { isOver: false },
  denied: { isOver: true },
  expired: { isOver: true },
  withdrawn: { isOver: true },
  lapsed: { isOver: true },
  done: { isOver: true },
  failed: { isOver: true },
  unknown: { isOver: true },
};

/** What has happened and is not among the keys of what was told, in the order in which it came. */
export function untoldHappenings(request: Request, told: readonly string[]): Happening[] {
  const votes = 'votes' in request ? request.votes : [];
  const said = [...votes.map(voted), ...questionsOf(request)].toSorted((a, b) => compareText(a.at, b.at));
  const standing = new Set(votes.map((vote) => voted(vote).happening.key));
  const happenings = [
    ...said.map(({ happening }) => happening),
    ...told.filter((key) => key.startsWith(ofVote) && !standing.has(key)).map((key) => gone(request, key)),
    ...ends(request),
  ];
  return happenings.filter(({ key }) => !told.includes(key));
}

interface At {
  at: string;
  happening: Happening;
}

const ofVote = 'vote ';

/** No e-mail address, instant or hash holds a blank. */
const voted = (vote: Vote): At => ({
  at: vote.at,
  happening: { key: `${ofVote}${vote.at} ${vote.person} ${vote.seen ?? ''}`, kind: 'voted', vote },
});

function gone(request: Request, key: string): Happening {
  const [, , person = '', seen = ''] = key.split(' ');
  const sees = request.seen?.hash ?? '';
  return { key: `gone ${key}`, kind: 'vote-gone', person, why: seen === sees ? 'taken-back' : 'voided' };
}

function questionsOf(request: Request): At[] {
  const { questions = [] }: Pick<Pending, 'id' | 'questions'> = request;
  return questions.flatMap(({ person, text, at, answer }, index): At[] => {
    const question = index + 1;
    const key = `question ${question}`;
    const asked: At = { at, happening: { key, kind: 'asked', question, person, text } };
    if (!answer) return [asked];
    const answered = { key: `answer ${question}`, kind: 'answered', question, text: answer.text } as const;
    return [asked, { at: answer.at, happening: answered }];
  });
}

function ends(request: Request): Happening[] {
  const { state } = request;
  const worth = worthTelling[state];
  const evidence = 'evidence' in request ? request.evidence : undefined;
  return [
    ...(state === 'unknown' && request.revoked
      ? [{ key: 'revoked', kind: 'revoked' as const, person: request.revoked.by }]
      : []),
    ...(worth ? [{ key: `state ${state}`, kind: 'moved' as const, state, isOver: worth.isOver }] : []),
    ...(evidence ? [{ key: 'evidence', kind: 'seen-in-trail' as const, evidence }] : []),
  ];
}
