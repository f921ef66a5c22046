import type { Definition, State } from './definition.ts';

/** Where a state can lead: the language allows no other way out of it. */
function successors(state: State): string[] {
  if (state.Type === 'Succeed' || state.Type === 'Fail') return [];
  if (state.Type === 'Choice') return [...state.Choices.map(({ Next }) => Next), state.Default];
  const caught = state.Type === 'Task' ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  return state.Next === undefined ? caught : [state.Next, ...caught];
}

export function graphProblems({ startAt, states }: Definition): string[] {
  const problems = states.has(startAt) ? [] : [`StartAt names ${startAt}, which is not a state`];
  for (const [name, state] of states) {
    problems.push(...stateProblems(state).map((problem) => `state ${name}: ${problem}`));
    for (const next of successors(state)) {
      if (!states.has(next)) problems.push(`state ${name} leads to ${next}, which is not a state`);
    }
  }
  const reached = reach(startAt, states);
  for (const name of states.keys()) {
    if (!reached.has(name)) problems.push(`state ${name} is reached from nowhere`);
  }
  const ends = [...reached].some((name) => isEnd(states.get(name)));
  if (!ends) problems.push('no state that is reached ends the execution');
  return problems;
}

const isEnd = (state: State | undefined): boolean =>
  state !== undefined && state.Type !== 'Choice' && !('Next' in state);

function stateProblems(state: State): string[] {
  const problems: string[] = [];
  const { Type } = state;
  if (Type === 'Task' || Type === 'Wait' || Type === 'Pass') {
    if ((state.Next === undefined) === (state.End === undefined))
      problems.push('needs exactly one of Next and End');
  }
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    problems.push('needs exactly one of Seconds and Timestamp');
  }
  if (state.Type === 'Task') {
    problems.push(
      ...wildcardProblems('Retry', state.Retry ?? []),
      ...wildcardProblems('Catch', state.Catch ?? []),
    );
  }
  return problems;
}

function wildcardProblems(field: string, handlers: readonly { ErrorEquals: string[] }[]): string[] {
  const misplaced = handlers.some(
    ({ ErrorEquals }, index) =>
      ErrorEquals.includes('States.ALL') && (ErrorEquals.length > 1 || index < handlers.length - 1),
  );
  return misplaced ? [`States.ALL must stand alone, in the last entry of ${field}`] : [];
}

function reach(startAt: string, states: Definition['states']): Set<string> {
  const reached = new Set<string>();
  const ahead = [startAt];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    const state = states.get(name);
    if (!state || reached.has(name)) continue;
    reached.add(name);
    ahead.push(...successors(state));
  }
  return reached;
}
