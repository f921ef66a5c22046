/** CloudTrail keeps an event under 1 MB; what is longer is none. */
const longestEvent = 4 * 1024 * 1024;
/**
 * The names of the lists that events stand in: CloudTrail's files, `lookup-events`, CloudWatch Logs (`filter-log-events`,
 * subscriptions), and CloudTrail Lake, whose events are lists themselves.
 */
const listNames = ['Records', 'Events', 'events', 'logEvents', 'QueryResultRows'];
const listOfLists = 'QueryResultRows';
const longestName = Math.max(...listNames.map((name) => name.length));

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
/** JSON's white space, and the three bytes of a byte order mark. */
const blanks = new Set([0x20, 0x0a, 0x0d, 0x09, 0xef, 0xbb, 0xbf]);
/** What the times are made of that CloudWatch Logs writes before each event when it exports to S3. */
const timeSigns = new Set(Buffer.from('0123456789-:.TZ'));

export interface EventSplitter {
  /** The texts of the events that end within this chunk. */
  push(chunk: Uint8Array): string[];
  /** After the last chunk: what is wrong with the whole, if anything is. */
  end(): string | undefined;
}

/**
 * Cuts JSON into its events and never holds more than one of them: `{"Records": [...]}` on a single line of a gigabyte,
 * a plain list, one event a line, or several of these after each other, as joined files are. It follows strings and braces only; what stands within, JSON.parse judges later.
 */
export function createEventSplitter(): EventSplitter {
  /** Braces and brackets that are open here. */
  let depth = 0;
  /** How deep events begin: at the top until a list opens, nowhere once it has closed. */
  let eventDepth = 0;
  /** In a list whose events are lists. */
  let rows = false;
  let inEvent = false;
  let inString = false;
  let escaped = false;
  /** The last string directly in the outermost object, as far as it could name a list. */
  let name = '';
  let carried: Uint8Array[] = [];
  let carriedLength = 0;
  let isEmpty = true;
  let fault: string | undefined;

  const drop = (): void => {
    inEvent = false;
    carried = [];
    carriedLength = 0;
  };

  const readString = (byte: number): void => {
    if (escaped) escaped = false;
    else if (byte === backslash) escaped = true;
    else if (byte === quote) inString = false;
    else if (depth === 1 && name.length <= longestName) name += String.fromCharCode(byte);
  };

  /** Answers whether an event begins here. */
  const open = (brace: boolean): boolean => {
    const begins = (brace || rows) && !inEvent && depth === eventDepth;
    const list = !brace && eventDepth === 0 && (depth === 0 || (depth === 1 && listNames.includes(name)));
    if (list) {
      drop();
      eventDepth = depth + 1;
      rows = depth === 1 && name === listOfLists;
    } else if (!begins && !inEvent && depth === eventDepth) {
      fault = 'holds a list where events should be';
    }
    inEvent ||= begins;
    depth += 1;
    return begins;
  };

  /** Answers whether an event ends here. */
  const close = (): boolean => {
    depth -= 1;
    if (depth < 0) fault = 'closes more than it opens';
    const ends = inEvent && depth === eventDepth;
    if (depth < eventDepth) {
      eventDepth = -1;
      rows = false;
    }
    // The next of the files that were joined.
    if (depth === 0) eventDepth = 0;
    return ends;
  };

  const push = (chunk: Uint8Array): string[] => {
    const events: string[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length && fault === undefined; at += 1) {
      let byte = chunk[at] ?? 0;
      if (inString) {
        // Most of a log is inside strings whose signs mean nothing here.
        if (depth !== 1 && !escaped) {
          while (at < chunk.length && byte !== quote && byte !== backslash) {
            at += 1;
            byte = chunk[at] ?? 0;
          }
        }
        if (at < chunk.length) readString(byte);
      } else if (byte === openBrace || byte === openBracket) {
        isEmpty = false;
        if (open(byte === openBrace)) start = at;
      } else if (byte === closeBrace || byte === closeBracket) {
        if (!close()) continue;
        carried.push(chunk.subarray(start, at + 1));
        events.push(Buffer.concat(carried).toString('utf8'));
        drop();
      } else if (byte === quote) {
        inString = true;
        if (depth === 1) name = '';
      } else if (!inEvent && (depth === 0 || depth === eventDepth) && byte !== comma && !blanks.has(byte)) {
        if (depth > 0) fault = 'holds something else where events should be';
        else if (!timeSigns.has(byte)) fault = 'is not JSON';
      }
    }
    if (inEvent) {
      // A copy: streams use their buffers again.
      carried.push(chunk.slice(start));
      carriedLength += chunk.length - start;
      if (carriedLength > longestEvent)
        fault ??= 'holds an event longer than 4 MiB, which CloudTrail never writes';
    }
    return events;
  };

  const end = (): string | undefined => {
    if (fault !== undefined) return fault;
    if (isEmpty) return 'is empty';
    return depth > 0 || inString ? 'is cut off' : undefined;
  };
  return { push, end };
}
