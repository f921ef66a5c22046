import { z } from 'zod';
import type { Stack } from './aws/stacks.ts';

/** A deployment as its stacks describe it: where everything is that is looked at. */
export interface Deployment {
  stage: string;
  region: string;
  account: string;
  stacks: readonly Stack[];
  apiUrl: string;
  workflowArn: string;
  alarmsTopicArn: string;
  agentBoundaryArn: string;
  alarmNamePrefix: string;
  tableName: string;
  auditBucketName: string;
  auditWorkgroup: string;
  slackLogGroup: string;
  /** Where Slack is to call. */
  slackUrl: string;
}

export type FoundDeployment = { ok: true; deployment: Deployment } | { ok: false; problem: string };

const outputsSchema = z.object({
  ApiUrl: z.string(),
  WorkflowArn: z.string(),
  AlarmsTopicArn: z.string(),
  AgentBoundaryArn: z.string(),
  AuditBucketName: z.string(),
  AuditWorkgroup: z.string(),
  TableName: z.string(),
  SlackUrl: z.string(),
});

export async function findDeployment(
  readStack: (name: string) => Promise<Stack | undefined>,
  stage: string,
  region: string,
): Promise<FoundDeployment> {
  const stacks: Stack[] = [];
  for (const name of [`countersign-${stage}-audit`, `countersign-${stage}-approval`]) {
    let stack: Stack | undefined;
    try {
      stack = await readStack(name);
    } catch (error) {
      // No credentials, no permission, no network: for whoever runs it, and no bug.
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return no(
        `The stack ${name} could not be read (${why}). Give credentials that may read the deployment.`,
      );
    }
    if (!stack)
      return no(
        `There is no stack ${name} in ${region}. Check --stage, --region and the account of your credentials.`,
      );
    stacks.push(stack);
  }
  const outputs = outputsSchema.safeParse(Object.assign({}, ...stacks.map((stack) => stack.outputs)));
  if (!outputs.success) {
    const missing = outputs.error.issues.map(({ path }) => path.join('.')).join(', ');
    return no(
      `The stacks of ${stage} do not print ${missing}: they are of an earlier version. Deploy this one first.`,
    );
  }
  const {
    ApiUrl,
    WorkflowArn,
    AlarmsTopicArn,
    AgentBoundaryArn,
    AuditBucketName,
    AuditWorkgroup,
    TableName,
    SlackUrl,
  } = outputs.data;
  return {
    ok: true,
    deployment: {
      stage,
      region,
      account: WorkflowArn.split(':')[4] ?? '',
      stacks,
      apiUrl: ApiUrl,
      workflowArn: WorkflowArn,
      alarmsTopicArn: AlarmsTopicArn,
      agentBoundaryArn: AgentBoundaryArn,
      alarmNamePrefix: `countersign-${stage}-`,
      tableName: TableName,
      auditBucketName: AuditBucketName,
      auditWorkgroup: AuditWorkgroup,
      slackLogGroup: `/countersign/${stage}/slack`,
      slackUrl: SlackUrl,
    },
  };
}

const no = (problem: string) => ({ ok: false as const, problem });
