import { z } from 'zod';
import type { JsonObject } from '../../core/lib/json.ts';
import { ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { prefixListId, securityGroupId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { ipv4Range, ipv6Range } from '../values/ip-range.ts';
import { checkPorts, port, protocol, sayTraffic, type Traffic } from '../values/traffic.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const Description = z.string().max(255).optional();
const ports = { FromPort: port.optional(), ToPort: port.optional() };
const sources = {
  IpRanges: distinct(z.strictObject({ CidrIp: ipv4Range, Description }), ({ CidrIp }) => CidrIp)
    .max(60)
    .optional(),
  Ipv6Ranges: distinct(z.strictObject({ CidrIpv6: ipv6Range, Description }), ({ CidrIpv6 }) => CidrIpv6)
    .max(60)
    .optional(),
  PrefixListIds: distinct(
    z.strictObject({ PrefixListId: prefixListId, Description }),
    ({ PrefixListId }) => PrefixListId,
  )
    .max(60)
    .optional(),
  UserIdGroupPairs: distinct(
    z.strictObject({ GroupId: securityGroupId, UserId: accountId.optional(), Description }),
    ({ GroupId }) => GroupId,
  )
    .max(60)
    .optional(),
};

export const permission = z
  .strictObject({ IpProtocol: protocol, ...ports, ...sources })
  .refine(...atLeastOne(...Object.keys(sources)))
  .superRefine(checkPorts);
type Permission = z.infer<typeof permission>;

/** One of either form, or of the SDK's. */
interface Rule extends Traffic {
  IpRanges?: readonly { CidrIp?: string | undefined }[] | undefined;
  Ipv6Ranges?: readonly { CidrIpv6?: string | undefined }[] | undefined;
  PrefixListIds?: readonly { PrefixListId?: string | undefined }[] | undefined;
  UserIdGroupPairs?: readonly { GroupId?: string | undefined; UserId?: string | undefined }[] | undefined;
}

/** One IPv4 range without a description has a form of its own, which policies can look into: only that one is taken. */
function shortOf([only, ...others]: readonly Permission[]): JsonObject | undefined {
  const { IpRanges = [], Ipv6Ranges, PrefixListIds, UserIdGroupPairs, ...traffic } = only ?? {};
  const [range, ...ranges] = IpRanges;
  if (!range || range.Description !== undefined || ranges.length > 0 || others.length > 0) return undefined;
  if (Ipv6Ranges || PrefixListIds || UserIdGroupPairs) return undefined;
  return JSON.parse(JSON.stringify({ ...traffic, CidrIp: range.CidrIp })) as JsonObject;
}

export const ingress = z
  .strictObject({
    GroupId: securityGroupId,
    IpProtocol: protocol.optional(),
    ...ports,
    CidrIp: ipv4Range.optional(),
    IpPermissions: distinct(permission, ({ IpProtocol, FromPort, ToPort }) => [IpProtocol, FromPort, ToPort])
      .max(60)
      .optional(),
  })
  .superRefine(({ GroupId, IpPermissions, ...short }, context) => {
    const refuse = (message: string, params = {}) => context.addIssue({ code: 'custom', message, params });
    const { IpProtocol, FromPort, ToPort, CidrIp } = short;
    if (IpPermissions === undefined) {
      if (IpProtocol === undefined || CidrIp === undefined)
        return refuse('Name either IpPermissions, or IpProtocol and CidrIp');
      return checkPorts(short, context);
    }
    if ([IpProtocol, FromPort, ToPort, CidrIp].some((value) => value !== undefined))
      return refuse('Beside IpPermissions, EC2 would pass over IpProtocol, FromPort, ToPort and CidrIp');
    const shorter = shortOf(IpPermissions);
    if (shorter)
      return refuse('One rule of one IPv4 range is written as IpProtocol, FromPort, ToPort and CidrIp', {
        canonical: { GroupId, ...shorter },
      });
  });

/** All sides, and all that they may reach or be reached by: never less than any one rule says. */
export function sayPermissions(
  rules: readonly Rule[],
  ownAccount: string,
): { sides: string; opened: string } {
  const ranges = rules.flatMap(({ IpRanges = [], Ipv6Ranges = [] }) => [
    ...IpRanges.map((range) => range.CidrIp ?? ''),
    ...Ipv6Ranges.map((range) => range.CidrIpv6 ?? ''),
  ]);
  const lists = rules.flatMap(({ PrefixListIds = [] }) =>
    PrefixListIds.map(({ PrefixListId }) => `prefix list ${PrefixListId} (its entries can change)`),
  );
  const groups = rules.flatMap(({ UserIdGroupPairs = [] }) =>
    UserIdGroupPairs.map(({ GroupId, UserId }) => `group ${GroupId}${ofAccount(UserId, ownAccount)}`),
  );
  const worst = ['0.0.0.0/0', '::/0', ...groups.filter((each) => each.includes('another account'))];
  const opened = [...new Set(rules.map(sayTraffic))];
  const wide = opened.filter((each) => /^(?:everything|every|all)\b/.test(each));
  return {
    sides: listed([...ranges, ...lists, ...groups], { worst }),
    opened: listed(opened, { worst: wide }),
  };
}

export function sayIngress(
  group: string,
  { IpPermissions, CidrIp, ...traffic }: Omit<z.infer<typeof ingress>, 'GroupId'>,
  ownAccount: string,
): string {
  const rules: readonly Rule[] = IpPermissions ?? [{ ...traffic, IpRanges: [{ CidrIp: CidrIp ?? '' }] }];
  const { sides, opened } = sayPermissions(rules, ownAccount);
  return sentence`Open security group ${group} to ${sides}: ${opened}`;
}
