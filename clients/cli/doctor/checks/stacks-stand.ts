import type { Check } from '../check.ts';
import { failed, passed } from '../finding.ts';

const good = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'];

export const stacksStand: Check = {
  name: 'stacks-stand',
  how: 'cloudformation:DescribeStacks, the status of both stacks',
  async run({ deployment: { stacks } }) {
    const wrong = stacks.filter(({ status }) => !good.includes(status));
    return wrong.length === 0
      ? passed(`${stacks.map(({ name }) => name).join(' and ')} stand as they were last deployed.`)
      : failed(
          wrong.map(({ name, status }) => `${name} is ${status}`).join('; '),
          'See its events in CloudFormation, mend the cause and deploy again.',
        );
  },
};
