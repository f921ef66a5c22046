import type { RichTextBlock } from '@slack/web-api';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Pending } from '../../core/request/request.ts';
import type { CardRoom } from './card-room.ts';
import { line, plain, quote, richText, strong } from './rich-text.ts';

/** What people have asked the agent, and its answers in its own words. The last ones, where there are many; Details has all. */
export function questionsOnCard(
  { questions = [] }: Pick<Pending, 'questions'>,
  room: CardRoom,
): RichTextBlock[] {
  const shown = room.questionsRead === 0 ? [] : questions.slice(-room.questionsRead);
  const earlier = questions.length - shown.length;
  return questions.length === 0
    ? []
    : [
        richText([
          ...(earlier > 0
            ? [line([plain(`${earlier} earlier ${earlier === 1 ? 'question' : 'questions'}: see Details`)])]
            : []),
          ...shown.flatMap(({ person, text, answer }) => [
            line([strong(`${visibleText(person, 60)} asks: `), plain(visibleText(text, room.question))]),
            answer
              ? quote(visibleLines(answer.text, room.question))
              : line([plain('The agent has not answered yet.')]),
          ]),
        ]),
      ];
}
