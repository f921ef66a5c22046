import type { RequestView } from '@countersign/client';
import { plain } from '../terminal.ts';

/** Says once what people want to know, and how it is answered, each time that the request is looked at. */
export function createSayQuestions(say: (text: string) => void): (request: RequestView) => void {
  const said = new Set<number>();
  return ({ id, questions = [] }) => {
    for (const { question, text, answer } of questions) {
      if (answer !== undefined || said.has(question)) continue;
      said.add(question);
      say(plain(`Question ${question}: ${text}`));
      say(`Answer it with: npx countersign answer ${id} ${question} '…'`);
    }
  };
}
