/** The part of a JSON schema that says how a time is spelled. */
interface Spelled {
  type?: string;
  pattern?: string;
}

/** The time that a member means which takes times in one spelling; nothing where it takes none, or this is none. */
export function readTime({ pattern }: Spelled, value: string | number): string | undefined {
  if (pattern === undefined || (typeof value === 'string' && !looksLikeTime.test(value))) return undefined;
  const time = isoTime(value);
  return time !== undefined && new RegExp(pattern).test(time) ? time : undefined;
}

/** `Jul 10, 2023, 11:56:38 AM` (with or without its second comma), `2023-07-10 11:56:38.000`, seconds or milliseconds. */
const looksLikeTime =
  /^(?:[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d [AP]M|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d.*)$/;

/** In UTC, to the second. CloudTrail's times name no zone where they mean UTC. */
export function isoTime(value: string | number): string | undefined {
  const time = typeof value === 'number' ? fromNumber(value) : fromText(value);
  return Number.isNaN(time.getTime()) ? undefined : `${time.toISOString().slice(0, 19)}Z`;
}

/** Seconds until the year 2286 are shorter than milliseconds since 2001. */
const fromNumber = (value: number): Date => new Date(value < 1e11 ? value * 1000 : value);

const fromText = (text: string): Date => {
  // A narrow no-break space stands before AM in what newer Java versions print.
  const plain = text.replace(/\s/g, ' ').replace(/(\d{4}-\d\d-\d\d) /, '$1T');
  return new Date(
    /(?:Z|[+-]\d\d:?\d\d)$/.test(plain) ? plain : plain.endsWith('M') ? `${plain} UTC` : `${plain}Z`,
  );
};
