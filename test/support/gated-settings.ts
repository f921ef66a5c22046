import type { BoundarySettings } from '../../catalog/boundary/agent-limits.ts';

/** A boundary as settings that say nothing of it have it. */
export const gatedSettings: BoundarySettings = {
  agentBoundary: 'gated',
  agentServices: [],
  passableRoles: [],
  assumableRoles: [],
};
