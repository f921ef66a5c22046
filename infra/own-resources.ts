import type { Denial } from '../catalog/entry.ts';
import { nameOf, stageTag } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/**
 * What stands between agents and people, closed to agents whatever else they may do: who writes the table signs for
 * anybody, who invokes a function chooses its caller, who passes a role on gets all that it may, and who switches a
 * mapping or an alarm off lets the trail run dry. The API alone is left. A test holds every resource of the templates
 * against this.
 */
export function ownResources({ stage, slack, domain }: Pick<Config, 'stage' | 'slack' | 'domain'>): Denial[] {
  const ours = nameOf({ stage }, '*');
  const named: Denial = {
    actions: ['*'],
    // IAM takes no wildcard for the service.
    resources: [
      `arn:aws:dynamodb:*:*:table/${ours}`,
      `arn:aws:lambda:*:*:function:${ours}`,
      `arn:aws:states:*:*:*:${ours}`,
      `arn:aws:events:*:*:event-bus/${ours}`,
      `arn:aws:events:*:*:rule/*${ours}`,
      `arn:aws:cloudtrail:*:*:trail/${ours}`,
      `arn:aws:scheduler:*:*:schedule/*/${ours}`,
      `arn:aws:sqs:*:*:${ours}`,
      `arn:aws:sns:*:*:${ours}`,
      // Alarms and dashboards.
      `arn:aws:cloudwatch:*:*:*${ours}`,
      `arn:aws:logs:*:*:log-group:*countersign/${stage}/*`,
      `arn:aws:logs:*:*:log-group:/aws/vendedlogs/states/${ours}`,
      `arn:aws:athena:*:*:workgroup/${ours}`,
      `arn:aws:glue:*:*:*/${ours.replaceAll('-', '_')}`,
      `arn:aws:s3:::${ours}`,
      // Roles and policies.
      `arn:aws:iam::*:*/${ours}`,
      // Stacks, the StackSet that carries one to other accounts, and what it makes there: StackSet-countersign-….
      `arn:aws:cloudformation:*:*:stack*${ours}`,
      // Who deploys as the CDK does can deploy all of this anew; its roles let in whomever their account lets.
      'arn:aws:iam::*:role/cdk-*',
      'arn:aws:s3:::cdk-*',
      `arn:aws:secretsmanager:*:*:secret:${slack.secretName}-??????`,
      // A mapping of it carries no tags, and leads agents and Slack wherever it says.
      ...(domain ? [`arn:aws:apigateway:*::/domainnames/${domain.name}*`] : []),
    ],
  };
  // These have no names of their own. Taking the tag off is one of the calls that it closes.
  const tagged: Denial = {
    actions: ['*'],
    condition: { StringEquals: { [`aws:ResourceTag/${stageTag}`]: stage } },
    resources: [
      'arn:aws:kms:*:*:key/*',
      'arn:aws:apigateway:*::/*',
      'arn:aws:lambda:*:*:event-source-mapping:*',
    ],
  };
  // A mapping that is still to be made has no tag; one onto a function of ours would feed it any event.
  const mapped: Denial = {
    actions: ['lambda:*EventSourceMapping'],
    condition: { ArnLike: { 'lambda:FunctionArn': `arn:aws:lambda:*:*:function:${ours}` } },
  };
  return [named, tagged, mapped];
}
