import { z } from 'zod';
import { oneSpelling } from './one-spelling.ts';

/** Numbers that have a name. EC2 takes both, and shows the name. */
const names: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

export const protocol = oneSpelling({
  canonical: canonicalProtocol,
  hint: 'must be tcp, udp, icmp, icmpv6, -1 for all, or the number of another protocol',
  max: 10,
  pattern: '^(tcp|udp|icmp|icmpv6|-1|[0-9]{1,3})$',
});

export function canonicalProtocol(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (lower === '-1' || Object.values(names).includes(lower)) return lower;
  const number = /^[0-9]{1,3}$/.test(lower) ? Number(lower) : 256;
  return number <= 255 ? (names[number] ?? String(number)) : undefined;
}

/** A port, or a type or code of ICMP, where -1 is all of them. */
export const port = z.int().min(-1).max(65_535);

/** What a rule lets through, before it says from where. */
export interface Traffic {
  IpProtocol?: string | undefined;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
}

type Rule = (ports: Pick<Traffic, 'FromPort' | 'ToPort'>) => string | undefined;

const isBetween = (value: number | undefined, min: number, max: number): value is number =>
  value !== undefined && value >= min && value <= max;

const portRange: Rule = ({ FromPort, ToPort }) =>
  isBetween(FromPort, 0, 65_535) && isBetween(ToPort, FromPort, 65_535)
    ? undefined
    : 'needs FromPort and ToPort, from 0 to 65535, the smaller one first';

const typeAndCode: Rule = ({ FromPort, ToPort }) =>
  isBetween(FromPort, 0, 255) && isBetween(ToPort, -1, 255) ? undefined : whyNotAllTypes(FromPort, ToPort);

const whyNotAllTypes = (type: number | undefined, code: number | undefined): string | undefined =>
  type === -1 && code === -1
    ? undefined
    : 'needs its type as FromPort and its code as ToPort, from 0 to 255, or -1 in both for all';

/** EC2 passes over ports that it is given with any other protocol, and opens all of them. */
const noPorts: Rule = ({ FromPort, ToPort }) =>
  FromPort === undefined && ToPort === undefined
    ? undefined
    : 'takes no FromPort and no ToPort: it opens every port, whatever stands there';

const rules: Readonly<Record<string, Rule>> = {
  tcp: portRange,
  udp: portRange,
  icmp: typeAndCode,
  icmpv6: typeAndCode,
};

/** What is wrong with the ports of this protocol, as the end of a sentence. */
export function whyNotPorts({ IpProtocol = '-1', ...ports }: Traffic): string | undefined {
  const why = (rules[IpProtocol] ?? noPorts)(ports);
  return why && `${IpProtocol === '-1' ? 'IpProtocol -1' : IpProtocol} ${why}`;
}

/** For `superRefine` on an object with these three fields. */
export function checkPorts(traffic: Traffic, context: z.RefinementCtx): void {
  const message = whyNotPorts(traffic);
  if (message) context.addIssue({ code: 'custom', path: ['IpProtocol'], message });
}

/** "tcp 22", "udp 53-60", "every tcp port", "everything". Only for what `whyNotPorts` has nothing against. */
export function sayTraffic({ IpProtocol = '-1', FromPort, ToPort }: Traffic): string {
  if (IpProtocol === '-1') return 'everything';
  if (FromPort === undefined) return `everything of protocol ${IpProtocol}`;
  if (rules[IpProtocol] === typeAndCode) return sayIcmp(IpProtocol, FromPort, ToPort);
  if (FromPort === 0 && ToPort === 65_535) return `every ${IpProtocol} port`;
  return `${IpProtocol} ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`;
}

const sayIcmp = (protocol: string, type: number, code: number | undefined): string =>
  type === -1 ? `all ${protocol}` : `${protocol} type ${type}${code === -1 ? '' : ` code ${code}`}`;
