/** No wildcard reaches these; States.Runtime is not even caught by its own name. */
const beyondWildcards = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Whether a Retrier's or Catcher's ErrorEquals names this error. */
export function matchesError(errorEquals: readonly string[], error: string): boolean {
  if (error === 'States.Runtime') return false;
  if (errorEquals.includes(error)) return true;
  if (beyondWildcards.has(error)) return false;
  return (
    errorEquals.includes('States.ALL') ||
    (errorEquals.includes('States.TaskFailed') && error !== 'States.Timeout')
  );
}
