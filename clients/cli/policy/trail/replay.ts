import { readTrailEvent, type TrailEvent } from '../../../../catalog/trail/trail-event.ts';
import { formatCount } from '../../format-count.ts';
import { plain, type Terminal } from '../../terminal.ts';
import { addAll, type Counts } from './counts.ts';
import { readEvents } from './read-events.ts';
import { trailFiles } from './trail-files.ts';

/** Told one by one; a broken export could have a million of them. */
const problemsTold = 20;
const bytesBetweenStatus = 8 * 1024 * 1024;

export interface Replayed {
  counts: Counts;
  files: number;
  events: number;
  /** Files and events that had to be left out, each told on `err`. */
  leftOut: number;
}

/**
 * Every event of these files, counted. A file that breaks counts as if it were not there, with all that was read of it:
 * counts of half a file would look like counts.
 */
export async function replay(
  paths: readonly string[],
  take: (event: TrailEvent, counts: Counts) => void,
  terminal: Terminal,
  isEnough: () => boolean = () => false,
): Promise<Replayed> {
  const done: Replayed = { counts: new Map(), files: 0, events: 0, leftOut: 0 };
  let bytes = 0;
  let nextStatus = bytesBetweenStatus;

  const leaveOut = (problem: string): void => {
    done.leftOut += 1;
    if (done.leftOut <= problemsTold) terminal.err(plain(problem));
  };

  const readFile = async (file: string): Promise<void> => {
    const counts: Counts = new Map();
    const oddities: string[] = [];
    let events = 0;
    let odd = 0;
    const chunks = readEvents(file);
    let chunk = await chunks.next();
    for (; !chunk.done; chunk = await chunks.next()) {
      for (const json of chunk.value.events) {
        events += 1;
        const answer = readTrailEvent(json);
        if (answer.ok) take(answer.event, counts);
        else {
          odd += 1;
          if (oddities.length < problemsTold)
            oddities.push(`${file}: event ${events} ${answer.problem}; it was left out`);
        }
      }
      bytes += chunk.value.bytes;
      if (bytes >= nextStatus) {
        nextStatus = bytes + bytesBetweenStatus;
        terminal.status?.(
          `${formatCount(done.files, 'file')}, ${Math.round(bytes / 1e6)} MB, ${formatCount(done.events + events, 'event')} …`,
        );
      }
    }
    if (chunk.value !== undefined) return leaveOut(`${file} ${chunk.value}; nothing of it was counted`);
    for (const oddity of oddities) leaveOut(oddity);
    done.leftOut += odd - oddities.length;
    done.files += 1;
    done.events += events - odd;
    addAll(done.counts, counts);
  };

  for await (const file of trailFiles(paths)) {
    if (isEnough()) break;
    if (file.problem === undefined) await readFile(file.path);
    else leaveOut(`${file.path} ${file.problem}`);
  }
  terminal.status?.('');
  if (done.leftOut > problemsTold)
    terminal.err(`… and ${formatCount(done.leftOut - problemsTold, 'more problem')} like these.`);
  return done;
}
