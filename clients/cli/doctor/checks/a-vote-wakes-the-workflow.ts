import { type Check, onceDecided } from '../check.ts';
import { failed, passed } from '../finding.ts';
import { lookUntil } from '../look-until.ts';

const patienceSeconds = 60;

/** Without the wake, the workflow would go on by itself when its tier ends: minutes or hours later. */
export const aVoteWakesTheWorkflow: Check = {
  name: 'a-vote-wakes-the-workflow',
  how: 'states:DescribeExecution of the execution that has the name of the request',
  run: onceDecided(async ({ deployment: { workflowArn }, aws, timing }, { id, decidedAt }) => {
    const arn = `${workflowArn.replace(':stateMachine:', ':execution:')}:${id}`;
    const ended = await lookUntil(timing, patienceSeconds, async () => {
      const execution = await aws.execution(arn);
      return execution?.stoppedAt ? execution : undefined;
    });
    if (!ended?.stoppedAt) {
      return failed(
        `The execution ${id} still waits, ${patienceSeconds} s after the decision.`,
        'Read the log of relay: it needs states:SendTaskSuccess on the state machine. See the runbook, stream-behind.',
      );
    }
    if (ended.status !== 'SUCCEEDED')
      return failed(`The execution ${id} is ${ended.status}.`, 'See the runbook, workflow-failures.');
    const seconds = (ended.stoppedAt.getTime() - Date.parse(decidedAt ?? '')) / 1_000;
    return passed(
      `The execution ${id} succeeded${Number.isNaN(seconds) ? '' : ` ${seconds.toFixed(1)} s after the decision`}.`,
    );
  }),
};
