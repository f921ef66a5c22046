import type { Part } from '../../../core/ports/personal-room.ts';
import type { Viewer } from '../../shared/find-viewer.ts';
import { type FindPorts, oneRequest } from './find-requests.ts';
import { ownedPart, votedPart, waitingPart } from './personal-page.ts';

/** What stands behind a command's name, for the person who wrote it. */
type Answer = (ports: FindPorts, viewer: Viewer, words: readonly string[], name: string) => Promise<Part[]>;

const answers: Readonly<Record<string, Answer>> = {
  pending: async (ports, viewer) => [await waitingPart(ports, viewer)],
  show: async (ports, viewer, [id = '']) => [await shownPart(ports, viewer, id)],
  mine: async (ports, viewer) => [await votedPart(ports, viewer), await ownedPart(ports, viewer)],
  help: async (_, __, ___, name) => [helpPart(name)],
};

/** Somebody's own words: they are compared, and never shown or run. */
export async function answerCommand(
  ports: FindPorts,
  viewer: Viewer,
  { name, text }: { name: string; text: string },
): Promise<Part[]> {
  const [word = '', ...words] = text.trim().split(/\s+/);
  const asked = word.toLowerCase();
  const answer = Object.hasOwn(answers, asked) ? answers[asked] : answers.help;
  const parts = (await answer?.(ports, viewer, words, name)) ?? [];
  return asked === '' || Object.hasOwn(answers, asked)
    ? parts
    : [{ kind: 'text', text: `${name} does not know that.` }, ...parts];
}

/** A request's id is a hash, so a word that is none was mistyped. */
const requestId = /^[0-9a-f]{32}$/;

async function shownPart(ports: FindPorts, viewer: Viewer, id: string): Promise<Part> {
  if (!requestId.test(id))
    return {
      kind: 'text',
      text: 'Write the id of a request after show: 32 digits and letters a to f, as they stand at the end of its card.',
    };
  const found = await oneRequest(ports, viewer, id);
  return found
    ? { kind: 'request', found }
    : { kind: 'text', text: 'There is no request of this id that you may see.' };
}

const helpPart = (name: string): Part => ({
  kind: 'text',
  text: [
    `${name} pending: what waits for you`,
    `${name} show <id>: one request, if you may see it`,
    `${name} mine: what you decided lately, and what agents that you answer for ask`,
    `${name} help: this`,
  ].join('\n'),
});
