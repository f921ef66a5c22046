import type { ContainRole, EndContainment } from '../../../core/ports/contain.ts';
import { refusalOf } from '../execute/refusal.ts';
import { containmentName, containmentPolicy } from './containment-policy.ts';
import type { AgentRole, OpenAgentRole } from './open-agent-role.ts';

interface Opened {
  openRole: OpenAgentRole;
}

/**
 * A role that takes no more policies gets the boundary: whoever may change a role could fill it, so that nothing could be denied
 * there, and a boundary takes no room in it.
 */
export const createContainRole =
  ({ openRole, now }: Opened & { now: () => string }): ContainRole =>
  (of) =>
    inRole(openRole, of, async (role) => {
      const policy = of.how === 'boundary' ? undefined : containmentPolicy(of, now());
      if (policy && (await role.put({ name: policy.name, text: policy.text })) === 'put')
        return { ok: true, how: policy.how };
      await role.putBoundary();
      return { ok: true, how: 'boundary' };
    });

export const createEndContainment =
  ({ openRole }: Opened): EndContainment =>
  (of) =>
    inRole(openRole, of, async (role) => {
      await role.remove(containmentName(of.incidentId));
      return { ok: true };
    });

/** What AWS refuses is an answer; that it wants to be asked later, or is out of order, is not. */
async function inRole<A>(
  openRole: OpenAgentRole,
  { role, incidentId }: { role: string; incidentId: string },
  act: (role: AgentRole) => Promise<A>,
): Promise<A | { ok: false; code: string }> {
  const opened = await openRole(role, incidentId);
  if (!opened.ok) return opened;
  try {
    return await act(opened.role);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal || refusal.isThrottled) throw error;
    return { ok: false, code: refusal.code };
  }
}
