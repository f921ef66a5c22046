import type { Bedrock } from '@aws-sdk/client-bedrock';
import type { ConfigService } from '@aws-sdk/client-config-service';
import type { GuardDuty } from '@aws-sdk/client-guardduty';
import { hiddenButCompared } from '../../core/execution/seen.ts';
import { looksOf } from '../look.ts';
import { notKept, onlyGiven } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const config = looksOf<ConfigService>({ prefix: 'config' });
export const configRecorder = config({
  operation: 'DescribeConfigurationRecorders',
  input: ({ ConfigurationRecorder: { name } }: { ConfigurationRecorder: { name?: string } }) => ({
    ConfigurationRecorderNames: [name ?? ''],
  }),
  keep: ({ ConfigurationRecorders = [] }) => ({
    roleARN: ConfigurationRecorders[0]?.roleARN,
    recordingGroup: ConfigurationRecorders[0]?.recordingGroup,
    recordingMode: ConfigurationRecorders[0]?.recordingMode,
  }),
  none: ['NoSuchConfigurationRecorderException'],
});
export const configChannel = config({
  operation: 'DescribeDeliveryChannels',
  input: ({ DeliveryChannel: { name } }: { DeliveryChannel: { name?: string } }) => ({
    DeliveryChannelNames: [name ?? ''],
  }),
  keep: ({ DeliveryChannels = [] }) => ({ DeliveryChannel: DeliveryChannels[0] }),
  none: ['NoSuchDeliveryChannelException'],
});
export const configRecording = config({
  operation: 'DescribeConfigurationRecorderStatus',
  input: ({ ConfigurationRecorderName }: { ConfigurationRecorderName: string }) => ({
    ConfigurationRecorderNames: [ConfigurationRecorderName],
  }),
  keep: ({ ConfigurationRecordersStatus = [] }) => ({
    recording: ConfigurationRecordersStatus[0]?.recording,
  }),
});

const guardduty = looksOf<GuardDuty>({ prefix: 'guardduty' });
const detectorLook = guardduty({
  operation: 'GetDetector',
  input: ({ DetectorId }: { DetectorId: string; Enable?: boolean }) => ({ DetectorId }),
  keep: ({ Status, FindingPublishingFrequency, Features = [] }) => ({
    Status,
    FindingPublishingFrequency,
    Features: Features.map((feature) => ({ Name: feature.Name, Status: feature.Status })),
  }),
});
export const detectorSettings = {
  look: detectorLook,
  undo: undoFrom(
    detectorLook,
    ['guardduty:UpdateDetector'],
    ({ parameters: { DetectorId, ...given }, before: { Status, FindingPublishingFrequency } }) => {
      const was = { Enable: Status === 'ENABLED', FindingPublishingFrequency };
      const missing = notKept(was, given, []);
      return missing === undefined
        ? { action: 'guardduty:UpdateDetector', parameters: { DetectorId, ...onlyGiven(was, given) } }
        : { impossible: `${missing} are not put back together: each is asked for by itself` };
    },
  ),
};
export const trustedAddresses = guardduty({
  operation: 'GetIPSet',
  input: ({ DetectorId, IpSetId }: { DetectorId: string; IpSetId: string }) => ({ DetectorId, IpSetId }),
  keep: ({ Name, Location, Format }) => ({ Name, Location, Format }),
});

const bedrock = looksOf<Bedrock>({ prefix: 'bedrock' });
const invocations = bedrock({
  operation: 'GetModelInvocationLoggingConfiguration',
  input: (_: object) => ({}),
  keep: ({ loggingConfig }) => ({ loggingConfig }),
});
export const invocationLogging = {
  look: invocations,
  undo: undoFrom(
    invocations,
    ['bedrock:PutModelInvocationLoggingConfiguration', 'bedrock:DeleteModelInvocationLoggingConfiguration'],
    ({ before: { loggingConfig } }) =>
      loggingConfig === undefined
        ? { action: 'bedrock:DeleteModelInvocationLoggingConfiguration', parameters: {} }
        : { action: 'bedrock:PutModelInvocationLoggingConfiguration', parameters: { loggingConfig } },
  ),
};
/** AWS calls what it holds sensitive: that it changed is seen. */
export const guardrailRules = bedrock({
  operation: 'GetGuardrail',
  input: ({ guardrailIdentifier }: { guardrailIdentifier: string }) => ({ guardrailIdentifier }),
  keep: ({ guardrailArn, version, topicPolicy, contentPolicy, wordPolicy, ...answer }) => ({
    version,
    rules: hiddenButCompared('what it lets through', guardrailArn, {
      ...{ topicPolicy, contentPolicy, wordPolicy },
      sensitiveInformationPolicy: answer.sensitiveInformationPolicy,
      contextualGroundingPolicy: answer.contextualGroundingPolicy,
    } as never),
  }),
});
