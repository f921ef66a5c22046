import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { flowLogId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';
import { allowedIngress } from './ec2-group-looks.ts';
import { ingress, sayIngress } from './ec2-ingress.ts';

const define = actionsOf({ prefix: 'ec2' });

export const ec2NetworkActions = [
  define({
    operation: 'AuthorizeSecurityGroupIngress',
    groups: ['network-exposure'],
    parameters: ingress,
    resource: 'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}',
    say: ({ GroupId, ...rules }, { account }) => sayIngress(GroupId, rules, account),
    reversible: true,
    ...allowedIngress,
    example: {
      parameters: {
        GroupId: 'sg-0123456789abcdef0',
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        CidrIp: '0.0.0.0/0',
      },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0123456789abcdef0',
    },
  }),
  define({
    operation: 'DeleteFlowLogs',
    groups: ['audit-tampering'],
    parameters: z.strictObject({ FlowLogIds: distinct(flowLogId).max(25) }),
    resource: 'arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{FlowLogId}',
    names: ({ FlowLogIds }) => ({ FlowLogId: oneOrAll(FlowLogIds) }),
    aliasParameter: 'FlowLogIds',
    say: ({ FlowLogIds }) => sentence`Delete network flow logs ${listed(FlowLogIds)}`,
    reversible: false,
    example: {
      parameters: { FlowLogIds: ['fl-0123456789abcdef0'] },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-0123456789abcdef0',
    },
  }),
];
