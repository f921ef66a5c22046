import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { compareText } from '../../core/lib/compare-text.ts';
import { looksOf } from '../look.ts';
import { undoFrom, undoFromAnswer } from '../undo.ts';

const look = looksOf<EC2>({ prefix: 'ec2' });

/** A rule as EC2 keeps it, which has one side: a range, a list or a group. */
interface Rule {
  IpProtocol?: string;
  FromPort?: number;
  ToPort?: number;
  CidrIpv4?: string;
  CidrIpv6?: string;
  PrefixListId?: string;
  ReferencedGroupId?: string;
  /** Whose group it is. */
  UserId?: string;
  Description?: string;
}
type Rules = Record<string, Rule>;

interface AnsweredRule extends Rule {
  SecurityGroupRuleId?: string;
  IsEgress?: boolean;
  ReferencedGroupInfo?: { GroupId?: string; UserId?: string };
}

/** By their ids, in one order. Without ports where EC2 says -1, by which it means all. */
const byId = (rules: readonly AnsweredRule[] = [], egress?: boolean): Rules =>
  Object.fromEntries(
    rules
      .filter(({ IsEgress }) => egress === undefined || IsEgress === egress)
      .toSorted((one, other) => compareText(idOf(one), idOf(other)))
      .map((rule) => [idOf(rule), kept(rule)]),
  );
const idOf = ({ SecurityGroupRuleId = '' }: AnsweredRule) => SecurityGroupRuleId;
function kept({ ReferencedGroupInfo: group, FromPort, ToPort, ...rule }: AnsweredRule): Rule {
  const { IpProtocol, CidrIpv4, CidrIpv6, PrefixListId, Description } = rule;
  const all = IpProtocol === '-1';
  return {
    ...(IpProtocol !== undefined && { IpProtocol }),
    ...(!all && FromPort !== undefined && { FromPort }),
    ...(!all && ToPort !== undefined && { ToPort }),
    ...(CidrIpv4 !== undefined && { CidrIpv4 }),
    ...(CidrIpv6 !== undefined && { CidrIpv6 }),
    ...(PrefixListId !== undefined && { PrefixListId }),
    ...(group?.GroupId !== undefined && { ReferencedGroupId: group.GroupId }),
    ...(group?.UserId !== undefined && { UserId: group.UserId }),
    ...(Description !== undefined && { Description }),
  };
}

interface OfGroup {
  GroupId: string;
}
/** A security group has a thousand rules at most, and so has a page. */
const ofGroup = ({ GroupId }: OfGroup) => ({
  Filters: [{ Name: 'group-id', Values: [GroupId] }],
  MaxResults: 1_000,
});

const ingress = look({
  operation: 'DescribeSecurityGroupRules',
  input: ofGroup,
  keep: ({ SecurityGroupRules }) => ({ Rules: byId(SecurityGroupRules, false) }),
});
const egress = look({
  operation: 'DescribeSecurityGroupRules',
  input: ofGroup,
  keep: ({ SecurityGroupRules }) => ({ Rules: byId(SecurityGroupRules, true) }),
});

/** EC2 answers which rules it has made: those and no others are taken away again. */
const made = z.object({
  SecurityGroupRules: z.array(z.object({ SecurityGroupRuleId: z.string().min(1) })).min(1),
});
const idsOf = ({ SecurityGroupRules }: z.infer<typeof made>): string[] => SecurityGroupRules.map(idOf);

export const allowedIngress = {
  look: ingress,
  undo: undoFromAnswer(
    ingress,
    ['ec2:RevokeSecurityGroupIngress'],
    made,
    ({ parameters: { GroupId }, result }) => ({
      action: 'ec2:RevokeSecurityGroupIngress',
      parameters: { GroupId, SecurityGroupRuleIds: idsOf(result) },
    }),
  ),
};
export const allowedEgress = {
  look: egress,
  undo: undoFromAnswer(
    egress,
    ['ec2:RevokeSecurityGroupEgress'],
    made,
    ({ parameters: { GroupId }, result }) => ({
      action: 'ec2:RevokeSecurityGroupEgress',
      parameters: { GroupId, SecurityGroupRuleIds: idsOf(result) },
    }),
  ),
};

interface OfRules extends OfGroup {
  SecurityGroupRuleIds?: string[];
}
export const revokedIngress = {
  look: ingress,
  undo: undoFrom(ingress, ['ec2:AuthorizeSecurityGroupIngress'], ({ parameters, before: { Rules = {} } }) => {
    const { GroupId, SecurityGroupRuleIds = [] } = parameters as OfRules;
    const IpPermissions = permissionsOf(those(Rules, SecurityGroupRuleIds));
    const [only, ...others] = IpPermissions;
    if (only === undefined) return undefined;
    const { IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs, ...traffic } = only;
    const [range, ...ranges] = IpRanges ?? [];
    const isShort =
      [...others, ...ranges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs].every(
        (other) => other === undefined,
      ) && range?.Description === undefined;
    // The form of one range without a description, which policies can look into.
    const asked = isShort && range ? { ...traffic, CidrIp: range.CidrIp } : { IpPermissions };
    return {
      action: 'ec2:AuthorizeSecurityGroupIngress',
      parameters: { GroupId, ...asked },
      remains: newIds,
    };
  }),
};
export const revokedEgress = {
  look: egress,
  undo: undoFrom(egress, ['ec2:AuthorizeSecurityGroupEgress'], ({ parameters, before: { Rules = {} } }) => {
    const { GroupId, SecurityGroupRuleIds = [] } = parameters as OfRules;
    const IpPermissions = permissionsOf(those(Rules, SecurityGroupRuleIds));
    if (IpPermissions.length === 0) return undefined;
    return {
      action: 'ec2:AuthorizeSecurityGroupEgress',
      parameters: { GroupId, IpPermissions },
      remains: newIds,
    };
  }),
};
const newIds = 'the rules have new ids, and none of the tags that they had';

const those = (rules: Rules, ids: readonly string[]): Rule[] =>
  ids.flatMap((id) => (rules[id] === undefined ? [] : [rules[id]]));

interface Permission {
  IpProtocol: string;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
  IpRanges?: { CidrIp: string; Description?: string | undefined }[];
  Ipv6Ranges?: { CidrIpv6: string; Description?: string | undefined }[];
  PrefixListIds?: { PrefixListId: string; Description?: string | undefined }[];
  UserIdGroupPairs?: { GroupId: string; UserId?: string | undefined; Description?: string | undefined }[];
}

/** The form in which rules are asked for: those of one protocol and the same ports together. */
function permissionsOf(rules: readonly Rule[]): Permission[] {
  const together = new Map<string, Permission>();
  for (const { IpProtocol = '-1', FromPort, ToPort, Description, ...side } of rules) {
    const traffic = `${IpProtocol} ${FromPort} ${ToPort}`;
    const permission = together.get(traffic) ?? { IpProtocol, FromPort, ToPort };
    together.set(traffic, permission);
    const { CidrIpv4: CidrIp, CidrIpv6, PrefixListId, ReferencedGroupId: GroupId, UserId } = side;
    if (CidrIp) permission.IpRanges = [...(permission.IpRanges ?? []), { CidrIp, Description }];
    if (CidrIpv6) permission.Ipv6Ranges = [...(permission.Ipv6Ranges ?? []), { CidrIpv6, Description }];
    if (PrefixListId)
      permission.PrefixListIds = [...(permission.PrefixListIds ?? []), { PrefixListId, Description }];
    if (GroupId)
      permission.UserIdGroupPairs = [
        ...(permission.UserIdGroupPairs ?? []),
        { GroupId, UserId, Description },
      ];
  }
  return [...together.values()];
}

interface ChangedRules extends OfGroup {
  SecurityGroupRules: readonly { SecurityGroupRuleId?: string }[];
}
const changed = look({
  operation: 'DescribeSecurityGroupRules',
  input: ({ SecurityGroupRules }: ChangedRules) => ({
    SecurityGroupRuleIds: SecurityGroupRules.map(({ SecurityGroupRuleId = '' }) => SecurityGroupRuleId),
  }),
  keep: ({ SecurityGroupRules }) => ({ Rules: byId(SecurityGroupRules) }),
});
export const changedRules = {
  look: changed,
  undo: undoFrom(
    changed,
    ['ec2:ModifySecurityGroupRules'],
    ({ parameters: { GroupId }, before: { Rules = {} } }) => ({
      action: 'ec2:ModifySecurityGroupRules',
      parameters: {
        GroupId,
        SecurityGroupRules: Object.entries(Rules).map(
          ([SecurityGroupRuleId, { UserId: _, ...SecurityGroupRule }]) => ({
            SecurityGroupRuleId,
            SecurityGroupRule,
          }),
        ),
      },
    }),
  ),
};
