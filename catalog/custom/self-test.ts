import { type CustomAction, customActionSchema } from './custom-action.ts';

export const selfTestAction = 'countersign:selftest';

/** What `countersign doctor` asks people for: a request like any other, with nothing to run when it is approved. */
export const selfTest: CustomAction = customActionSchema.parse({
  action: selfTestAction,
  sentence: 'Try this deployment of Countersign, test {test}: no action runs, whatever you decide',
  parameters: {
    test: {
      type: 'string',
      pattern: '[0-9a-f]{12}',
      description: 'Which test, as the one who runs it sees it',
    },
  },
  resource: '{test}',
  groups: ['self-test'],
  readOnly: true,
  reversible: true,
  example: { test: '3f9c1d4e8b7a' },
});
