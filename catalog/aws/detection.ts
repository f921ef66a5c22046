import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { configRecording } from './watching-looks.ts';

const route53Resolver = actionsOf({ prefix: 'route53resolver' });
const guardDuty = actionsOf({ prefix: 'guardduty' });
const config = actionsOf({ prefix: 'config' });

/** The one action that blinds each of these services. */
export const detectionActions = [
  route53Resolver({
    operation: 'DeleteResolverQueryLogConfig',
    groups: ['audit-tampering'],
    parameters: z.strictObject({ ResolverQueryLogConfigId: matching('rqlc-[0-9a-f]{8,32}', 64) }),
    resource:
      'arn:{partition}:route53resolver:{region}:{account}:resolver-query-log-config/{ResolverQueryLogConfigId}',
    say: ({ ResolverQueryLogConfigId }) =>
      sentence`Stop logging DNS queries: delete ${ResolverQueryLogConfigId}`,
    reversible: false,
    example: {
      parameters: { ResolverQueryLogConfigId: 'rqlc-0123456789abcdef' },
      resource:
        'arn:aws:route53resolver:eu-central-1:111122223333:resolver-query-log-config/rqlc-0123456789abcdef',
    },
  }),
  guardDuty({
    operation: 'DeleteDetector',
    groups: ['audit-tampering'],
    parameters: z.strictObject({ DetectorId: matching('[0-9a-f]{32}', 32, 'must be a detector id') }),
    resource: 'arn:{partition}:guardduty:{region}:{account}:detector/{DetectorId}',
    say: ({ DetectorId }) =>
      sentence`Turn off GuardDuty and forget its findings: delete detector ${DetectorId}`,
    reversible: false,
    example: {
      parameters: { DetectorId: '12abc34d567e8fa901bc2d34e56789f0' },
      resource: 'arn:aws:guardduty:eu-central-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0',
    },
  }),
  config({
    operation: 'StopConfigurationRecorder',
    groups: ['audit-tampering'],
    parameters: z.strictObject({ ConfigurationRecorderName: matching('[A-Za-z0-9_-]+', 256) }),
    // The recorder's id is not among the parameters.
    resource:
      'arn:{partition}:config:{region}:{account}:configuration-recorder/{ConfigurationRecorderName}/*',
    say: ({ ConfigurationRecorderName }) =>
      sentence`Stop recording configuration changes: ${ConfigurationRecorderName}`,
    reversible: true,
    look: configRecording,
    example: {
      parameters: { ConfigurationRecorderName: 'default' },
      resource: 'arn:aws:config:eu-central-1:111122223333:configuration-recorder/default/*',
    },
  }),
];
