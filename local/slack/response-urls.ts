import { z } from 'zod';
import type { NewId } from './block-kit/name-blocks.ts';
import { type Answer, refusal } from './web-api/answer.ts';
import { contentFields, readContent } from './web-api/content.ts';
import type { Workspace } from './workspace.ts';

/** Slack lets an app answer an interaction five times within half an hour, by a URL that is its own key. */
const uses = 5;
const lifetimeMilliseconds = 30 * 60_000;

const bodySchema = z.strictObject({
  ...contentFields,
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
});

export interface ResponseUrls {
  issue(member: string, ts: string): string;
  answer(key: string, body: unknown): Answer;
}

export function createResponseUrls(workspace: Workspace, newId: NewId, now: () => number): ResponseUrls {
  const issued = new Map<string, { member: string; ts: string; left: number; until: number }>();
  return {
    issue: (member, ts) => {
      const key = newId();
      issued.set(key, { member, ts, left: uses, until: now() + lifetimeMilliseconds });
      return key;
    },
    answer: (key, body) => {
      const url = issued.get(key);
      if (!url || url.left === 0 || url.until < now()) return refusal('used_url');
      const parsed = bodySchema.safeParse(body);
      if (!parsed.success) return refusal('invalid_payload');
      const { response_type = 'ephemeral', replace_original, delete_original, ...rest } = parsed.data;
      url.left -= 1;
      if (delete_original) {
        workspace.remove(url.ts);
        return { ok: true };
      }
      const content = readContent(rest, newId);
      if (!content.ok) return content;
      const { text, blocks } = content;
      if (replace_original) workspace.update(url.ts, { text, blocks });
      else {
        const channel = workspace.find(url.ts)?.channel;
        const onlyFor = response_type === 'ephemeral' ? url.member : undefined;
        workspace.post({ channel, text, blocks, onlyFor });
      }
      return { ok: true };
    },
  };
}
