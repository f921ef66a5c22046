import type * as events from 'aws-cdk-lib/aws-events';
import type {
  BusName,
  EnvironmentValue,
  ResourceValue,
  SecretSetting,
  SettingName,
  WorkflowName,
} from '../../functions/shared/function-spec.ts';
import { accountRoles } from '../account-role.ts';
import { actingAccounts } from '../acting-accounts.ts';
import { deploymentOf, iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { trailLocation } from '../trail-location.ts';
import { watchedRegions } from '../watched-regions.ts';
import type { RequestTable } from './request-table.ts';
import type { SigningKeys } from './signing-keys.ts';

/** What a function's spec can name, as it is in this deployment. */
export interface FunctionResources {
  config: Config;
  table: RequestTable;
  /** Where the deployment stands. */
  account: string;
  apiUrl: string;
  ticketKeys: Pick<SigningKeys, 'signing' | 'published'>;
  evidenceKeys: Pick<SigningKeys, 'signing' | 'published'>;
  auditBucketName: string;
  /** With commas, and known when everything is made. */
  ownIds: string;
  auditBucketArnExport: string;
  buses: Readonly<Record<BusName, events.EventBus>>;
  workflowArns: Readonly<Record<WorkflowName, string>>;
}

const settings: Record<SettingName, (config: Config) => string> = {
  pendingLimit: ({ pendingLimit }) => String(pendingLimit),
  requestsPerMinute: ({ requestsPerMinute }) => String(requestsPerMinute),
  'slack.channel': ({ slack }) => slack.channel,
  'slack.channels': ({ slack }) =>
    Object.entries(slack.channels)
      .map(([name, { id }]) => `${name}=${id}`)
      .join(','),
  'slack.teams': ({ slack }) => slack.teams.join(','),
  'slack.people': ({ slack }) => slack.people,
  'slack.fallbackChannel': ({ slack }) => slack.fallbackChannel ?? '',
  'slack.ticketUrl': ({ slack }) => slack.ticketUrl ?? '',
  'digestCopy.bucket': ({ digestCopy }) => digestCopy?.bucket ?? '',
  'digestCopy.account': ({ digestCopy }) => digestCopy?.account ?? '',
  'detection.regions': (config) => watchedRegions(config).join(','),
  'detection.dataEvents': ({ detection }) => detection.dataEvents.join(','),
  agentRolePatterns: ({ agentRolePatterns }) => agentRolePatterns.join(','),
  agentBoundary: ({ agentBoundary }) => agentBoundary,
  assumableRoles: ({ assumableRoles }) => assumableRoles.join(','),
};

const secretNames: Record<SecretSetting, (config: Config) => string> = {
  'slack.secretName': ({ slack }) => slack.secretName,
};

const resourceValues: Record<ResourceValue, (resources: FunctionResources) => string> = {
  ownIds: ({ ownIds }) => ownIds,
  tableName: ({ table }) => table.tableName,
  auditBucketName: ({ auditBucketName }) => auditBucketName,
  outcomesBusName: ({ buses }) => buses.outcomes.eventBusName,
  accounts: ({ account, config }) => actingAccounts(account, config).join(','),
  apiUrl: ({ apiUrl }) => apiUrl,
  deployment: ({ config }) => deploymentOf(config),
  ticketKeyArn: ({ ticketKeys }) => ticketKeys.signing.keyArn,
  ticketKeyArns: ({ ticketKeys }) => arnsOf(ticketKeys),
  evidenceKeyArns: ({ evidenceKeys }) => arnsOf(evidenceKeys),
  approvalWorkflowArn: ({ workflowArns }) => workflowArns.approval,
  incidentWorkflowArn: ({ workflowArns }) => workflowArns.incident,
  boundaryName: ({ config }) => iamNameOf(config, 'agent-boundary'),
  trailLocation: ({ config, account }) => trailLocation(config, account) ?? '',
  trailName: ({ config }) => config.detection.trail?.name ?? '',
  trailAccount: ({ account, config }) => config.detection.trail?.account ?? account,
};

const arnsOf = ({ published }: Pick<SigningKeys, 'published'>): string =>
  published.map(({ keyArn }) => keyArn).join(',');

export const secretNameOf = (secret: SecretSetting, config: Config): string => secretNames[secret](config);

export function environmentValue(value: EnvironmentValue, resources: FunctionResources): string {
  if ('setting' in value) return settings[value.setting](resources.config);
  if ('functionName' in value) return nameOf(resources.config, value.functionName);
  if ('roleName' in value) return iamNameOf(resources.config, accountRoles[value.roleName].name);
  if ('secret' in value) return secretNameOf(value.secret, resources.config);
  return resourceValues[value.resource](resources);
}
