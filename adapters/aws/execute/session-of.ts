import { sha256 } from '../../../core/lib/digest.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import type { Call } from '../../../core/ports/executor.ts';
import type { SessionOf } from './assume-role.ts';

/** What a session may do, or why no policy says it. */
export type SessionPolicy = { ok: true; document: object } | { ok: false; code: string; detail: string };

type Named = Pick<Call, 'requestId' | 'agent' | 'digest'>;
type Session = Omit<SessionOf, 'roleArn' | 'policy'>;

/** The session that runs what people signed. */
export const executorSession = (call: Named & Pick<Call, 'approvers'>): Session => ({
  name: `countersign-${call.requestId}`,
  tags: { ...tagsOf(call), approvers: approversTag(call.approvers) },
});

/** The session that looks at what is there. */
export const lookSession = (look: Named): Session => ({
  name: `countersign-look-${look.requestId}`,
  tags: tagsOf(look),
});

const tagsOf = ({ requestId, agent, digest }: Named): Record<string, string> => ({
  request: requestId,
  agent,
  digest,
});

/** A tag has 256 characters and no commas: how many, and a hash that whoever knows their ids can make again. */
const approversTag = (approvers: readonly string[]): string =>
  approvers.length === 0 ? '0' : `${approvers.length} sha256:${sha256(canonicalJson([...approvers].sort()))}`;
