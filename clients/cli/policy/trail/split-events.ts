/** CloudTrail keeps an event under 1 MB; what is longer is none. */
const longestEvent = 4 * 1024 * 1024;
/** The names that CloudTrail's files and its `lookup-events` give their lists. */
const listNames = ['Records', 'Events'];

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
/** JSON's white space, and the three bytes of a byte order mark. */
const blanks = new Set([0x20, 0x0a, 0x0d, 0x09, 0xef, 0xbb, 0xbf]);

export interface EventSplitter {
  /** The texts of the events that end within this chunk. */
  push(chunk: Uint8Array): string[];
  /** After the last chunk: what is wrong with the whole, if anything is. */
  end(): string | undefined;
}

/**
 * Cuts JSON into its events and never holds more than one of them: `{"Records": [...]}` on a single line of a gigabyte,
 * a plain list, or one event a line. It follows strings and braces only; what stands within, JSON.parse judges later.
 */
export function createEventSplitter(): EventSplitter {
  /** Braces and brackets that are open here. */
  let depth = 0;
  /** How deep events begin: at the top until a list opens, nowhere once it has closed. */
  let eventDepth = 0;
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
    else if (depth === 1 && name.length < 8) name += String.fromCharCode(byte);
  };

  /** Answers whether an event begins here. */
  const open = (brace: boolean): boolean => {
    const begins = brace && !inEvent && depth === eventDepth;
    const list = !brace && eventDepth === 0 && (depth === 0 || (depth === 1 && listNames.includes(name)));
    if (list) {
      drop();
      eventDepth = depth + 1;
    } else if (!begins && !inEvent && (depth === eventDepth || depth === 0)) {
      fault = depth === 0 ? 'goes on after its end' : 'holds a list where events should be';
    }
    inEvent ||= begins;
    depth += 1;
    return begins;
  };

  /** Answers whether an event ends here. */
  const close = (): boolean => {
    depth -= 1;
    if (depth < 0) fault = 'closes more than it opens';
    if (depth < eventDepth) eventDepth = -1;
    return inEvent && depth === eventDepth;
  };

  const push = (chunk: Uint8Array): string[] => {
    const events: string[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length && fault === undefined; at += 1) {
      const byte = chunk[at] ?? 0;
      if (inString) readString(byte);
      else if (byte === openBrace || byte === openBracket) {
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
        fault = depth === 0 ? 'is not JSON' : 'holds something else where events should be';
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
