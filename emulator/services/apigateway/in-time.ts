import type { Clock } from '../../clock/clock.ts';

/** The answer, or that it comes too late. Nothing is left of the wait once there is an answer. */
export async function inTime<Answer>(
  answer: Promise<Answer>,
  milliseconds: number,
  { after }: Pick<Clock, 'after'>,
): Promise<Answer | 'too-late'> {
  const late = Promise.withResolvers<'too-late'>();
  const cancel = after(milliseconds, () => late.resolve('too-late'));
  return Promise.race([answer, late.promise]).finally(cancel);
}
