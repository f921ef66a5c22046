import type { Actor } from '../../../../core/evidence/record.ts';

export const whoOf: Record<Actor['kind'], (id: string) => string> = {
  agent: (id) => `the agent ${id}`,
  person: (id) => id,
  'unknown-user': (id) => `somebody unknown, ${id},`,
  ticket: (id) => `whoever had the ticket ${id}`,
  system: (id) => `Countersign (${id})`,
};
