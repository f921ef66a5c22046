import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { forwardRole } from '../forward-role.ts';
import { iamNameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { sightingsBusArn } from '../sightings-bus.ts';

/** By it the rules of an account, in whichever region, put events on the home bus. Nobody else takes it. */
export class ForwardRole extends iam.CfnRole {
  constructor(
    scope: Construct,
    id: string,
    { config, homeAccount }: { config: Config; homeAccount: string },
  ) {
    super(scope, id, {
      roleName: iamNameOf(config, forwardRole),
      description: "Countersign: takes what this account's rules see to Countersign's bus",
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
          },
        ],
      },
      policies: [
        {
          policyName: 'to-the-home-bus',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'events:PutEvents',
                Resource: sightingsBusArn(config, homeAccount),
              },
            ],
          },
        },
      ],
    });
  }
}
