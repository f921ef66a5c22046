import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../core/policy/bundle.ts';
import { whenSeen } from '../../../../core/policy/when-seen.ts';

const policy = (id: string, says: Pick<Policy, 'onDenied' | 'contain'>): Policy => ({
  id,
  file: 'a.cedar',
  line: 1,
  column: 1,
  effect: 'permit',
  text: '',
  scope: { principal: null, actions: null, resource: null },
  risk: 'low',
  ...says,
});
const policies = [
  policy('silent', {}),
  policy('ignoring', { onDenied: 'ignore' }),
  policy('asking', { onDenied: 'ask', contain: 'identity' }),
  policy('telling', { onDenied: 'tell', contain: 'boundary' }),
  policy('hard', { contain: 'sessions' }),
];
const of = (...ids: string[]) => whenSeen(policies, { policies: ids });

describe('what policy says of a call that was seen', () => {
  it('is that people are told and nobody is contained, where no policy says more', () => {
    expect(of()).toEqual({ onDenied: 'tell' });
    expect(of('silent', 'nobody')).toEqual({ onDenied: 'tell' });
  });

  it('is what the strictest of those says that decided, and of no others', () => {
    expect(of('ignoring', 'silent')).toEqual({ onDenied: 'ignore' });
    expect(of('asking', 'ignoring')).toEqual({ onDenied: 'ask', contain: 'identity' });
    expect(of('ignoring', 'asking', 'telling')).toEqual({ onDenied: 'tell', contain: 'boundary' });
    expect(of('hard', 'telling', 'asking')).toEqual({ onDenied: 'tell', contain: 'sessions' });
  });
});
