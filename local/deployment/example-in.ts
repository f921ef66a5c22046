/** Every example of the catalog stands in this account. An agent may only act in its own. */
const accountOfExamples = '111122223333';

/** The example of an action, where it would stand in this account. */
export const exampleIn = <Example>(account: string, { example }: { example: Example }): Example =>
  JSON.parse(JSON.stringify(example).replaceAll(accountOfExamples, account));
