import type { PolicyDocument } from '../catalog/generate/policy-document.ts';
import { deploymentOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/**
 * One call that changes nothing, in any region, and that CloudTrail tells as a write: EC2 deletes a key pair that is not there
 * without a word. Nobody but us would call one so.
 */
export const heartbeatPermissions = (config: Pick<Config, 'stage'>): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'ShowThatItIsSeen',
      Effect: 'Allow',
      Action: ['ec2:DeleteKeyPair'],
      Resource: [`arn:aws:ec2:*:*:key-pair/${deploymentOf(config)}-heartbeat`],
    },
  ],
});
