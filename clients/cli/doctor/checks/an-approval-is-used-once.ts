import { type Check, onceDecided } from '../check.ts';
import { failed, passed } from '../finding.ts';

/** What is denied must not be taken at all; what is approved, once. */
export const anApprovalIsUsedOnce: Check = {
  name: 'an-approval-is-used-once',
  how: 'POST /v1/requests/{id}/start twice, and /outcome',
  run: onceDecided(async ({ agent }, { id, digest, state }) => {
    const broken = 'Let no agent run anything on an answer of this API until the cause is found.';
    const first = await agent.start(id, digest);
    if (state === 'denied') {
      return first.ok
        ? failed(`Request ${id} was denied, and could be started.`, broken)
        : passed('What was denied could not be started.');
    }
    if (!first.ok)
      return failed(
        `The approval could not be taken: ${first.problem.detail}`,
        'See the runbook, api-errors.',
      );
    if ((await agent.start(id, digest)).ok) return failed(`Request ${id} could be started twice.`, broken);
    const { ticket } = first.value;
    const told = await agent.report(id, {
      status: 'done',
      digest,
      ticket,
      detail: 'The self-test runs nothing.',
    });
    return told.ok
      ? passed('The approval was taken, could not be taken again, and its outcome was told.')
      : failed(`The outcome could not be told: ${told.problem.detail}`, 'See the runbook, api-errors.');
  }),
};
