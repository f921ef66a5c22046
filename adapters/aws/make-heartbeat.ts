import { DeleteKeyPairCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { heartbeatAction, heartbeatSession } from '../../core/detection/heartbeat.ts';
import type { MakeHeartbeat, WatchedPlace } from '../../core/ports/heartbeats.ts';
import type { AssumeRole, SessionCredentials } from './execute/assume-role.ts';

export interface HeartbeatMaker {
  assumeRole: AssumeRole;
  roleArnFor: (account: string) => string;
  /** Of a key pair that is not there. */
  keyPair: string;
  ec2With: (region: string, credentials: SessionCredentials) => EC2Client;
}

/** EC2 deletes what is not there without a word. The session may do nothing else. */
export const createMakeHeartbeat =
  ({ assumeRole, roleArnFor, keyPair, ec2With }: HeartbeatMaker): MakeHeartbeat =>
  async (place) => {
    const assumed = await assumeRole({
      roleArn: roleArnFor(place.account),
      name: heartbeatSession,
      policy: allowed(place, keyPair),
      tags: {},
    });
    if (!assumed.ok) throw new Error(`${assumed.code}: ${assumed.detail}`);
    await ec2With(place.region, assumed.credentials).send(new DeleteKeyPairCommand({ KeyName: keyPair }));
  };

const allowed = ({ account, region }: WatchedPlace, keyPair: string): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: heartbeatAction,
      Resource: `arn:aws:ec2:${region}:${account}:key-pair/${keyPair}`,
    },
  ],
});
