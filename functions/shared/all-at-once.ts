/** All of them at once, because somebody waits. One that fails stops none of the others; the first failure is told when all are over. */
export async function allAtOnce(acts: readonly Promise<unknown>[]): Promise<void> {
  const over = await Promise.allSettled(acts);
  const failed = over.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
