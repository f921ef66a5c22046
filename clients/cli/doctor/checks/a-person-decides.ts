import type { Check } from '../check.ts';
import { passed } from '../finding.ts';

export const aPersonDecides: Check = {
  name: 'a-person-decides',
  how: 'POST /v1/requests for countersign:selftest, and GET until somebody has clicked',
  async run({ selfTest }) {
    const test = await selfTest();
    if (test.kind === 'undecided') return test.finding;
    const { id, state, decidedAt } = test.request;
    return passed(`A person has ${state} request ${id}${decidedAt ? ` at ${decidedAt}` : ''}.`);
  },
};
