import type { Denial } from '../entry.ts';
import type { PublishedPath } from '../escalation-paths/published-path.ts';
import type { IamReference } from '../iam-reference/iam-reference.ts';
import type { Verdict } from './verdict.ts';

/**
 * `gated` denies what policy gates, and leaves open what nobody has described. `closed` denies all that policy does not
 * plainly allow, and every service that is not named.
 */
export const boundaryModes = ['gated', 'closed'] as const;
export type BoundaryMode = (typeof boundaryModes)[number];

export interface BoundarySettings {
  agentBoundary: BoundaryMode;
  /** Prefixes of IAM: what `closed` is built for. */
  agentServices: readonly string[];
  /** ARNs, with or without stars, of the only roles that agents may hand to a service, and become. */
  passableRoles: readonly string[];
  assumableRoles: readonly string[];
}

/** What is published: by AWS of its actions, by others of the paths to more than one has. */
export interface Published {
  reference: IamReference;
  paths: readonly PublishedPath[];
}

/** What agents cannot do by themselves. Boundary, service control policies and what explains them are made of it. */
export interface AgentLimits {
  settings: BoundarySettings;
  /** Of every action of the services in scope. */
  verdicts: ReadonlyMap<string, Verdict>;
  /** Denied on a condition, in both modes: secure strings. */
  conditional: readonly Denial[];
  reference: IamReference;
}

export const serviceOf = (action: string): string => action.split(':', 1)[0] ?? '';
