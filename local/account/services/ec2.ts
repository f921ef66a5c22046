import type { JsonObject } from '../../../core/lib/json.ts';
import { done, notHere, type Operation, type Outcome, type Place, refused } from './operation.ts';
import { service } from './service.ts';

interface Group {
  id: string;
  name: string;
  rules: Rule[];
}

/** As EC2 keeps it: one side of one kind of traffic. */
interface Rule {
  id: string;
  protocol: string;
  from: number;
  to: number;
  cidr: string;
  description: string | undefined;
}

type State = Group[];

const vpc = 'vpc-0123456789abcdef0';
const groupArn = (id: unknown, { region, account }: Place): string =>
  `arn:aws:ec2:${region}:${account}:security-group/${id}`;

const noGroup = (id: unknown): Outcome =>
  refused('InvalidGroup.NotFound', `The security group '${id}' does not exist`);

const withGroup = (
  name: string,
  reads: readonly string[],
  answer: (group: Group, input: JsonObject, at: Place) => Outcome,
): Operation<State> => ({
  reads: ['GroupId', ...reads],
  needs: ({ GroupId }, at) => [{ action: `ec2:${name}`, resource: groupArn(GroupId, at) }],
  answer(input, groups, at) {
    const group = groups.find(({ id }) => id === input.GroupId);
    return group ? answer(group, input, at) : noGroup(input.GroupId);
  },
});

const ofTraffic = ['IpProtocol', 'FromPort', 'ToPort', 'CidrIp', 'IpPermissions'];

/** One range beside the group's id, or the longer form; of that, ranges of IPv4 alone. */
function rulesIn({ IpPermissions, ...short }: JsonObject): Omit<Rule, 'id'>[] {
  const permissions = (IpPermissions ?? [{ ...short, IpRanges: [{ CidrIp: short.CidrIp }] }]) as JsonObject[];
  return permissions.flatMap(({ IpProtocol, FromPort, ToPort, IpRanges }) =>
    ((IpRanges ?? []) as JsonObject[]).map(({ CidrIp, Description }) => ({
      protocol: String(IpProtocol),
      from: Number(FromPort ?? -1),
      to: Number(ToPort ?? -1),
      cidr: String(CidrIp),
      description: Description === undefined ? undefined : String(Description),
    })),
  );
}

const isSame = (one: Omit<Rule, 'id'>, other: Omit<Rule, 'id'>): boolean =>
  one.protocol === other.protocol &&
  one.from === other.from &&
  one.to === other.to &&
  one.cidr === other.cidr;

const shownRule = (group: Group, rule: Rule, { account, region }: Place): JsonObject => ({
  SecurityGroupRuleId: rule.id,
  GroupId: group.id,
  GroupOwnerId: account,
  IsEgress: false,
  IpProtocol: rule.protocol,
  FromPort: rule.from,
  ToPort: rule.to,
  CidrIpv4: rule.cidr,
  ...(rule.description === undefined ? {} : { Description: rule.description }),
  Tags: [],
  SecurityGroupRuleArn: `arn:aws:ec2:${region}:${account}:security-group-rule/${rule.id}`,
});

const shownPermission = ({ protocol, from, to, cidr, description }: Rule): JsonObject => ({
  IpProtocol: protocol,
  ...(protocol === '-1' ? {} : { FromPort: from, ToPort: to }),
  IpRanges: [{ CidrIp: cidr, ...(description === undefined ? {} : { Description: description }) }],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
});

const words = ({ cidr, protocol, from, to }: Omit<Rule, 'id'>): string =>
  `peer: ${cidr}, ${protocol.toUpperCase()}, from port: ${from}, to port: ${to}, ALLOW`;

const shortWords = ({ cidr, protocol, from, to }: Rule): string =>
  `${protocol.toUpperCase()} ${from === to ? from : `${from}-${to}`} from ${cidr}`;

/** The groups of an account, or of those the asked one. */
function groupsIn(groups: State, filters: JsonObject[]): Group[] | undefined {
  const [filter, ...more] = filters;
  if (!filter) return groups;
  const values = filter.Values as string[];
  return filter.Name === 'group-id' && more.length === 0
    ? groups.filter(({ id }) => values.includes(id))
    : undefined;
}

const otherFilter = notHere('ec2 by filters other than group-id');

export const ec2 = service<State>({
  create: ({ securityGroups }) => securityGroups.map((group) => ({ ...group, rules: [] })),
  show: (groups) =>
    groups.map(({ name, rules }) => ({
      name: `security group ${name}`,
      of: 'rules',
      has: rules.map((rule) => ({ name: shortWords(rule), document: words(rule) })),
    })),
  operations: {
    DescribeSecurityGroups: {
      reads: ['GroupIds', 'Filters', 'MaxResults'],
      needs: () => [{ action: 'ec2:DescribeSecurityGroups', resource: '*' }],
      answer({ GroupIds = [], Filters = [] }, groups, at) {
        const asked = GroupIds as string[];
        const unknown = asked.find((id) => !groups.some((group) => group.id === id));
        if (unknown !== undefined) return noGroup(unknown);
        const filtered = groupsIn(groups, Filters as JsonObject[]);
        if (!filtered) return otherFilter;
        return done({
          SecurityGroups: filtered
            .filter(({ id }) => asked.length === 0 || asked.includes(id))
            .map(({ id, name, rules }) => ({
              ...{ GroupId: id, GroupName: name, Description: name, OwnerId: at.account, VpcId: vpc },
              ...{ IpPermissions: rules.map(shownPermission), IpPermissionsEgress: [], Tags: [] },
              SecurityGroupArn: groupArn(id, at),
            })),
        });
      },
    },
    // There are none: EC2 says no word of it.
    DeleteKeyPair: {
      reads: ['KeyName'],
      needs: ({ KeyName }, { region, account }) => [
        { action: 'ec2:DeleteKeyPair', resource: `arn:aws:ec2:${region}:${account}:key-pair/${KeyName}` },
      ],
      answer: () => done({ Return: true }),
    },
    DescribeSecurityGroupRules: {
      reads: ['Filters', 'SecurityGroupRuleIds', 'MaxResults'],
      needs: () => [{ action: 'ec2:DescribeSecurityGroupRules', resource: '*' }],
      answer({ Filters = [], SecurityGroupRuleIds = [] }, groups, at) {
        const filtered = groupsIn(groups, Filters as JsonObject[]);
        if (!filtered) return otherFilter;
        const asked = SecurityGroupRuleIds as string[];
        return done({
          SecurityGroupRules: filtered.flatMap((group) =>
            group.rules
              .filter(({ id }) => asked.length === 0 || asked.includes(id))
              .map((rule) => shownRule(group, rule, at)),
          ),
        });
      },
    },
    AuthorizeSecurityGroupIngress: withGroup(
      'AuthorizeSecurityGroupIngress',
      ofTraffic,
      (group, input, at) => {
        const wanted = rulesIn(input);
        const there = wanted.find((rule) => group.rules.some((one) => isSame(one, rule)));
        if (there)
          return refused(
            'InvalidPermission.Duplicate',
            `the specified rule "${words(there)}" already exists`,
          );
        const added = wanted.map((rule) => ({ id: `sgr-${at.newId(17)}`, ...rule }));
        group.rules.push(...added);
        return done({ Return: true, SecurityGroupRules: added.map((rule) => shownRule(group, rule, at)) });
      },
    ),
    RevokeSecurityGroupIngress: withGroup(
      'RevokeSecurityGroupIngress',
      [...ofTraffic, 'SecurityGroupRuleIds'],
      (group, { SecurityGroupRuleIds, ...input }) => {
        const ids = (SecurityGroupRuleIds ?? []) as string[];
        const unknown = ids.find((id) => !group.rules.some((rule) => rule.id === id));
        if (unknown !== undefined)
          return refused(
            'InvalidSecurityGroupRuleId.NotFound',
            `The security group rule ID '${unknown}' does not exist`,
          );
        const wanted = SecurityGroupRuleIds === undefined ? rulesIn(input) : [];
        const isRevoked = (rule: Rule) => ids.includes(rule.id) || wanted.some((one) => isSame(one, rule));
        const revoked = group.rules.filter(isRevoked);
        if (revoked.length < ids.length + wanted.length)
          return refused(
            'InvalidPermission.NotFound',
            'The specified rule does not exist in this security group.',
          );
        group.rules = group.rules.filter((rule) => !isRevoked(rule));
        return done({
          Return: true,
          RevokedSecurityGroupRules: revoked.map(({ id, protocol, from, to, cidr }) => ({
            ...{ SecurityGroupRuleId: id, GroupId: group.id, IsEgress: false, IpProtocol: protocol },
            ...{ FromPort: from, ToPort: to, CidrIpv4: cidr },
          })),
        });
      },
    ),
  },
});
