import { randomBytes, randomUUID } from 'node:crypto';
import { createShiftedClock, type Emulator, type LogLine, startEmulator } from '@countersign/emulator';
import { loadClient } from '../../adapters/aws/wire/load-client.ts';
import type { Directory } from '../../core/directory/directory.ts';
import type { Shown } from '../account/services/service.ts';
import { exampleThings } from '../account/services/things.ts';
import { smallAccounts } from '../account/small-accounts.ts';
import { deliverLater, type TrailFaults } from '../account/trail/deliver-later.ts';
import { madeByTaking } from '../account/trail/role-taken.ts';
import type { LocalSlack } from '../slack/start-slack.ts';
import { isAgentRole } from './agent-role.ts';
import { agentsRoles } from './agents-roles.ts';
import { type AuditView, auditView } from './audit-view.ts';
import { bundledDirectory } from './bundled-directory.ts';
import { createJournal, type Journal } from './journal.ts';
import { loadStacks, type StacksOptions } from './load-stacks.ts';
import { operatorRole } from './operator-role.ts';
import { type RealSlack, slackSide } from './slack-side.ts';

export interface DeploymentOptions extends StacksOptions {
  /** 0, and nothing, take any free port. */
  ports?: { api: number; aws: number };
  /** A real workspace instead of the local one. */
  slack?: RealSlack;
  /** How long after a call CloudTrail tells of it. */
  trailDelayMilliseconds?: number;
  /** How many times faster than CloudTrail takes them it is asked about its history, which answers here as often as it is asked. */
  cloudTrailSpeed?: number;
  onLog?: (line: LogLine) => void;
  onBug?: (error: unknown) => void;
}

/** A whole deployment, running in this process: the emulated template, a Slack beside it, and what they came to. */
export interface LocalDeployment extends Emulator, AuditView, Journal {
  directory: Directory;
  /** What the account has now in which the examples stand. */
  inAccount(): readonly Shown[];
  slack: LocalSlack | undefined;
  trailFaults: TrailFaults;
  /** Where the API takes Slack's clicks. */
  slackPath: string;
  /** Where cards go. */
  slackChannel: string;
  executions: Emulator['services']['states']['executions'];
  /** Resolves when every record of the streams is dealt with. */
  streamsIdle(): Promise<void>;
  /** Every queue of the template takes what has failed for good. */
  deadLetters(): { queue: string; body: string }[];
}

export type StartedDeployment = { ok: true; deployment: LocalDeployment } | { ok: false; problems: string[] };

export async function startDeployment(options: DeploymentOptions): Promise<StartedDeployment> {
  const { ports, onLog = () => {}, onBug = console.error } = options;
  const { trailDelayMilliseconds = 1_500, cloudTrailSpeed = 1 } = options;
  const loaded = loadStacks(options);
  if (!loaded.ok) return loaded;
  const { template, stacks } = loaded;
  const directory = bundledDirectory(template.functions);
  const journal = createJournal();
  const clock = createShiftedClock();
  const trail = deliverLater(clock, trailDelayMilliseconds, randomUUID);
  const { target, show } = smallAccounts({
    thingsOf: (account) => exampleThings(account, trail.of(account)),
    newId: (digits) => randomBytes(digits).toString('hex').slice(0, digits),
    onCall: trail.write,
  });
  const { schemaOf } = await loadClient('sts');
  const roles = options.accounts ? agentsRoles(directory, options.accounts) : [];

  // The settings may give it a part that nobody can guess.
  const slackPath = /^POST (\/slack\/(?:.+\/)?interactions)$/m.exec(template.routeKeys.join('\n'))?.[1] ?? '';
  // Asked at a click, when the API has long been open.
  let apiUrl = '';
  const slack = await slackSide({
    functions: template.functions,
    directory,
    real: options.slack,
    interactionsUrl: () => `${apiUrl}${slackPath}`,
    now: clock.now,
    newToken: () => randomBytes(16).toString('hex'),
  });
  const started = await startEmulator({
    ...{ template, accounts: { stacks, target, roles } },
    ...(ports && { ports }),
    clock,
    secrets: slack.secrets,
    environment: { ...slack.environment, CLOUDTRAIL_SPEED: String(cloudTrailSpeed) },
    hosts: slack.hosts,
    mayCallApi: isAgentRole(directory),
    mayCallAws: (roleArn) => roleArn === operatorRole(template.location.account),
    onCall: journal.call,
    onRoleTaken: (taken) => trail.write(madeByTaking(taken, schemaOf('AssumeRole'))),
    onLog(line) {
      journal.log(line);
      onLog(line);
    },
    onBug,
  });
  if (!started.ok) {
    await slack.local?.close();
    return started;
  }
  const { emulator } = started;
  const { services } = emulator;
  apiUrl = emulator.apiUrl;
  services.dynamodb.onRecord(journal.written);
  trail.leadTo(services.events);
  slack.local?.workspace.onChange(() => journal.tell('chat'));

  const deployment: LocalDeployment = {
    ...emulator,
    ...auditView(services, options.copies?.bucket),
    ...journal,
    directory,
    inAccount: () => show(emulator.account),
    slack: slack.local,
    trailFaults: trail.faults,
    slackPath,
    slackChannel: slack.channel,
    executions: services.states.executions,
    streamsIdle: services.lambda.streamsIdle,
    deadLetters: () =>
      services.sqs.queues.flatMap(({ name }) =>
        services.sqs.messages(name).map(({ body }) => ({ queue: name, body })),
      ),
    async close() {
      await emulator.close();
      await slack.local?.close();
    },
  };
  return { ok: true, deployment };
}
