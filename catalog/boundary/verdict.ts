import type { Denial } from '../entry.ts';

/** What becomes of a call that an IAM action allows, where an agent makes it by itself, and why. */
export type Verdict =
  /** `beside`: by the service control policies and the second policy of a role, for which the boundary has no room. */
  | { kind: 'denied'; by: 'boundary' | 'beside'; why: WhyDenied }
  /** Only with a role that the settings name. */
  | { kind: 'named-roles'; roles: readonly string[] }
  /** Not the call itself: what is secret in it is denied instead. */
  | { kind: 'in-part'; action: string; denial: Denial }
  /** These policies allow it to everyone, without a condition. */
  | { kind: 'allowed'; policies: readonly string[] }
  /** Neither policy nor catalog speaks of it. */
  | { kind: 'left-to-the-role' };

export type WhyDenied =
  /** These policies ask people about it, or forbid it, at least for some. */
  | { code: 'gated'; action: string; policies: readonly string[] }
  | { code: 'not-plainly-allowed'; action: string }
  | { code: 'permissions-management' }
  /** Keys of published paths. */
  | { code: 'closes-paths'; paths: readonly string[] }
  | { code: 'other-service'; services: readonly string[] }
  /** A pattern that names others takes it in, because the boundary had no room to name each. */
  | { code: 'taken-in'; pattern: string };
