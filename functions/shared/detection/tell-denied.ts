import {
  type DeniedHour,
  emptyHour,
  type HourOf,
  isWorthShowing,
  type NewLine,
  withDenied,
} from '../../../core/detection/denied-hour.ts';
import type { DirectoryAgent } from '../../../core/directory/directory.ts';
import type { DeniedMessenger } from '../../../core/ports/denied-messenger.ts';
import type { DeniedStore } from '../../../core/ports/sightings.ts';
import { type Backoff, changeItem } from '../change-item.ts';
import { inEveryRoom } from '../in-every-room.ts';

export interface TellPorts {
  denied: DeniedStore;
  deniedMessengers: readonly DeniedMessenger[];
  backoff: Backoff;
}

/** One more call that AWS denied to this agent: counted once, and shown on the one card of the hour in each room. */
export async function tellDenied(
  ports: TellPorts,
  agent: DirectoryAgent,
  of: HourOf,
  line: NewLine,
): Promise<void> {
  const changed = await changeHour(ports, agent, of, (before) => withDenied(before, line));
  if (changed.isNew && !isWorthShowing(changed.before, changed.now)) return;
  // Of many at once the first has the card posted, and whoever comes again after a failure.
  const mayPost = changed.before.version === 0 || !changed.isNew;
  await showDenied(ports, agent, changed.now, mayPost);
}

interface ChangedHour {
  before: DeniedHour;
  now: DeniedHour;
  /** False where there was nothing to change: this call was counted before, by one who may not have come further. */
  isNew: boolean;
}

export async function changeHour(
  { denied, backoff }: Pick<TellPorts, 'denied' | 'backoff'>,
  agent: Pick<DirectoryAgent, 'id' | 'owners'>,
  of: HourOf,
  change: (before: DeniedHour) => DeniedHour | undefined,
): Promise<ChangedHour> {
  const get = async () => (await denied.get(agent.id, of)) ?? emptyHour(agent, of);
  const changed = await changeItem<DeniedHour, DeniedHour, ChangedHour>(
    { get, advance: (next) => denied.put(next) },
    backoff,
    `denied calls of ${agent.id}`,
    (before) => {
      const next = change(before);
      return next
        ? { transition: next, answer: { before, now: next, isNew: true } }
        : { answer: { before, now: before, isNew: false } };
    },
  );
  if (!changed) throw new Error(`Nothing was changed of what ${agent.id} was denied.`);
  return changed;
}

/** The same card as it stands now; in the rooms that have none yet a new one, if it may be posted. */
export async function showDenied(
  ports: TellPorts,
  agent: Pick<DirectoryAgent, 'id' | 'owners'>,
  hour: DeniedHour,
  mayPost: boolean,
): Promise<void> {
  await inEveryRoom(ports.deniedMessengers, async (messenger) => {
    const card = hour.cards.find(({ door }) => door === messenger.door);
    if (card) return messenger.update(card, hour);
    if (!mayPost) return;
    const posted = await messenger.post(hour);
    const { before, now } = await changeHour(ports, agent, hour, (standing) => ({
      ...standing,
      version: standing.version + 1,
      cards: [...standing.cards, posted],
    }));
    // What came while it was posted had no card to be shown on.
    if (before.version > hour.version) await messenger.update(posted, now);
  });
}
