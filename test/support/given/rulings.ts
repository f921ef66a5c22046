import type { Allow, Facts, Refuse, Review, RuleOn, Ruling, Terms } from '../../../core/policy/ruling.ts';

const policyVersion = 'f'.repeat(64);

/** One person of security within half an hour, unless a test says otherwise. */
export const terms = (changes: Partial<Terms> = {}): Terms => ({
  approvals: [{ group: 'security', count: 1 }],
  expiresSeconds: 1_800,
  notifications: [],
  run: 'agent',
  ...changes,
});

/** Two kinds of people, and somebody who is told after ten minutes. */
export const twoGroups = terms({
  approvals: [
    { group: 'security', count: 1 },
    { group: 'data-owners', count: 1 },
  ],
  notifications: [{ afterSeconds: 600, group: 'sre-oncall' }],
});

export const allow: Allow = {
  decision: 'allow',
  risk: 'low',
  policies: ['reads'],
  policyVersion,
  reasons: ['reads: everybody may look.'],
};

export const refuse: Refuse = {
  decision: 'refuse',
  risk: 'critical',
  policies: ['no-cluster-deletes'],
  policyVersion,
  reasons: ['no-cluster-deletes: nobody deletes a cluster.'],
};

export const review = (changes: Partial<Terms> = {}): Review => ({
  decision: 'review',
  risk: 'high',
  policies: ['prod-export'],
  policyVersion,
  reasons: ['prod-export: data leaves production.'],
  terms: terms(changes),
});

/** Policy as a port: a ruling for each action, refusal for the rest. */
export const ruleBy =
  (rulings: Readonly<Record<string, Ruling>>): RuleOn =>
  ({ action }: Facts) =>
    rulings[action] ?? refuse;
