/** Works on so many at a time, and gives the answers in the order of the questions: what waits is never more than that. */
export async function* inOrder<Q, A>(
  questions: readonly Q[],
  atOnce: number,
  answer: (question: Q) => Promise<A>,
): AsyncGenerator<A> {
  const waiting: Promise<A>[] = [];
  for (const question of questions) {
    waiting.push(answer(question));
    const [first] = waiting;
    if (waiting.length < atOnce || !first) continue;
    waiting.shift();
    yield await first;
  }
  for (const left of waiting) yield await left;
}
