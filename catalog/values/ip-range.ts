import { oneSpelling } from './one-spelling.ts';

/** EC2 takes 10.0.0.0/0 and opens 0.0.0.0/0: bits behind the prefix are nothing to it, and everything to who reads them. */
export const ipv4Range = oneSpelling({
  canonical: canonicalIpv4Range,
  hint: 'must be an IPv4 range such as 10.0.0.0/16, in decimal numbers without leading zeros',
  max: 18,
  pattern: String.raw`^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$`,
});

/** As RFC 5952 writes it, in hexadecimal groups throughout: also where it recommends a dotted end. */
export const ipv6Range = oneSpelling({
  canonical: canonicalIpv6Range,
  hint: 'must be an IPv6 range such as 2001:db8::/32; an IPv4 range has a field of its own',
  max: 49,
  pattern: '^[0-9a-f:]{2,39}/[0-9]{1,3}$',
});

export function canonicalIpv4Range(text: string): string | undefined {
  const [, address, prefix] = /^([0-9.]+)(?:\/([0-9]{1,3}))?$/.exec(text) ?? [];
  const octets = address?.split('.') ?? [];
  const bits = Number(prefix ?? 32);
  // A leading zero makes a number octal for some programs: 010 is 8 or 10.
  if (octets.length !== 4 || !octets.every((octet) => isOctet(octet)) || bits > 32) return undefined;
  return `${masked(octets.map(Number), 8, bits).join('.')}/${bits}`;
}

const isOctet = (text: string): boolean => /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= 255;

export function canonicalIpv6Range(text: string): string | undefined {
  const [, address = '', prefix] = /^([0-9a-f:.]+)(?:\/([0-9]{1,3}))?$/i.exec(text) ?? [];
  const bits = Number(prefix ?? 128);
  const groups = bits <= 128 ? groupsOf(address) : undefined;
  if (!groups || (bits >= 96 && isMappedIpv4(groups))) return undefined;
  return `${shortest(masked(groups, 16, bits))}/${bits}`;
}

/** The parts of an address, of `width` bits each, without what lies behind the prefix. */
const masked = (parts: readonly number[], width: number, prefix: number): number[] =>
  parts.map((part, index) => {
    const kept = Math.min(Math.max(prefix - index * width, 0), width);
    return part & (-1 << (width - kept));
  });

/** The same addresses as an IPv4 range: one meaning, two fields. */
const isMappedIpv4 = (groups: readonly number[]): boolean =>
  groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;

/** The URL standard reads and writes IPv6 addresses as RFC 5952 does, and every engine is held to its tests. */
function shortest(groups: readonly number[]): string {
  const written = groups.map((group) => group.toString(16)).join(':');
  return new URL(`http://[${written}]`).hostname.slice(1, -1);
}

function groupsOf(address: string): number[] | undefined {
  const url = `http://[${address}]`;
  if (!URL.canParse(url)) return undefined;
  const [start = '', end] = new URL(url).hostname.slice(1, -1).split('::');
  const [before, after] = [start, end ?? ''].map((half) => half.split(':').filter((group) => group !== ''));
  const given = (before?.length ?? 0) + (after?.length ?? 0);
  const zeros = Array.from({ length: 8 - given }, () => '0');
  return [...(before ?? []), ...zeros, ...(after ?? [])].map((group) => Number.parseInt(group, 16));
}
