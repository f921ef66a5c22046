import type { Check } from '../check.ts';
import { failed, passed } from '../finding.ts';

/** The stream has three minutes to start a workflow, and the sweep comes every five. */
const graceMilliseconds = 8 * 60_000;

/** After a redeployment above all: executions go with their state machine, and their names may stay taken. */
export const pendingRequestsHaveAWorkflow: Check = {
  name: 'pending-requests-have-a-workflow',
  how: 'dynamodb:Query of the index of what stands, and states:DescribeExecution of each pending request',
  async run({ deployment: { tableName, workflowArn }, aws, timing }) {
    const pending = await aws.pendingRequests(tableName);
    const due = pending.filter(
      ({ submittedAt }) => timing.now() - Date.parse(submittedAt) > graceMilliseconds,
    );
    const without: string[] = [];
    for (const { id } of due) if (!(await aws.hasWorkflow(workflowArn, id))) without.push(id);
    return without.length === 0
      ? passed(`Of ${pending.length} pending requests, all that are due have an execution that runs.`)
      : failed(
          `No execution runs for ${without.join(', ')}.`,
          'The sweep starts a new one every five minutes: read its log, and see the runbook, sweep-failures.',
        );
  },
};
