import type { Answer, Client, RequestView } from '@countersign/client';
import { customEntry } from '../../../catalog/custom/custom-action.ts';
import { selfTest, selfTestAction } from '../../../catalog/custom/self-test.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, failed } from './finding.ts';

export type SelfTestClient = Pick<Client, 'submit' | 'wait' | 'withdraw' | 'start' | 'report'>;

/** A person has decided, one way or the other: both are clicks. Or what to say of why nobody has. */
export type SelfTest = { kind: 'decided'; request: RequestView } | { kind: 'undecided'; finding: Finding };

export interface SelfTestOptions {
  deployment: Pick<Deployment, 'account' | 'region'>;
  agent: SelfTestClient;
  waitSeconds: number;
  /** Twelve hexadecimal digits, by which people know whose test it is. */
  test: string;
  /** Tells whoever runs it that a click is needed now. */
  onAsked: (request: RequestView) => void;
}

const entry = customEntry(selfTest);

/** Asks people about the action that runs nothing. It never signs for them: without a click it ends undecided. */
export async function runSelfTest(options: SelfTestOptions): Promise<SelfTest> {
  const { deployment, agent, waitSeconds, test, onAsked } = options;
  const parameters = { test };
  const submitted = await agent.submit({
    action: selfTestAction,
    resource: entry.arn(parameters, { partition: 'aws', ...deployment }),
    parameters,
    reason: 'countersign doctor tries this deployment. Nothing runs. Please decide within the next minutes.',
  });
  if (!submitted.ok) return undecided(whyNotAsked(submitted.problem));
  if (submitted.value.state !== 'pending') {
    return undecided(
      failed(
        `Policy lets ${selfTestAction} pass as ${submitted.value.state}, so nobody was asked.`,
        policyToAdd,
      ),
    );
  }
  onAsked(submitted.value);
  return decision(await agent.wait(submitted.value.id, waitSeconds), submitted.value.id, options);
}

async function decision(
  answer: Answer<RequestView>,
  id: string,
  { agent, waitSeconds }: SelfTestOptions,
): Promise<SelfTest> {
  if (!answer.ok)
    return undecided(
      failed(
        `The request ${id} could not be watched: ${answer.problem.detail}`,
        'See the runbook, api-errors.',
      ),
    );
  const { state } = answer.value;
  if (state === 'approved' || state === 'denied') return { kind: 'decided', request: answer.value };
  if (state !== 'pending') return undecided(failed(`The request ${id} is ${state}.`, 'Run the check again.'));
  // Nobody has to find a stale question tomorrow.
  await agent.withdraw(id, 'Nobody decided while countersign doctor waited.');
  return undecided(
    failed(
      `Nobody decided request ${id} in ${waitSeconds} s. It is withdrawn.`,
      'Is its card in the channel? If not, see the runbook, slack-unavailable. If it is, press a button of it in time, or give a longer --wait. The owner of the agent cannot decide.',
    ),
  );
}

const policyToAdd =
  'Add policies/self-test.cedar of the starter policies to yours, which asks one person, and deploy.';

function whyNotAsked({ type, title, detail }: (Answer<RequestView> & { ok: false })['problem']): Finding {
  const found = `The request could not be made: ${title}. ${detail}`;
  return failed(found, advice[type] ?? 'Mend that, and run the check again.');
}

const advice: Readonly<Record<string, string>> = {
  'urn:countersign:problem:refused': policyToAdd,
  'urn:countersign:problem:unknown-agent':
    'Give --agent-profile with credentials of a role that policies/directory.yaml gives an agent.',
  'urn:countersign:client:foreign-answer':
    'Give --agent-profile with credentials of a role that may call the API: see "Let an agent in" in docs/deploy.md.',
  'urn:countersign:client:no-credentials': 'Give --agent-profile, or credentials in the environment.',
  'urn:countersign:problem:unknown-action': 'The deployment is older than this command: deploy.',
};

const undecided = (finding: Finding): SelfTest => ({ kind: 'undecided', finding });
