import { badQuery, fill, type Scope } from './query.ts';

/** A field of seconds, literal or evaluated. Step Functions takes whole numbers up to 99,999,999. */
export async function secondsOf(
  value: number | string,
  field: string,
  least: number,
  scope: Scope,
): Promise<number> {
  const seconds = await fill(value, field, scope);
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= least && seconds <= 99_999_999) {
    return seconds;
  }
  const wanted = `a whole number from ${least} to 99999999`;
  throw badQuery(scope, String(value), field, `returned ${JSON.stringify(seconds)}, not ${wanted}.`);
}
