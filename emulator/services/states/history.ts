import type { JsonObject } from '../../lib/json.ts';

/** An event as GetExecutionHistory returns it, its timestamp still in milliseconds. */
export interface HistoryEvent {
  id: number;
  previousEventId: number;
  at: number;
  type: string;
  /** The name and content of the one `...EventDetails` member, where the type has one. */
  details?: { member: string; content: JsonObject };
}

export interface History {
  readonly events: readonly HistoryEvent[];
  /** Adds an event and answers its id. */
  add(type: string, member?: string, content?: JsonObject): number;
}

export function createHistory(now: () => number): History {
  const events: HistoryEvent[] = [];
  return {
    events,
    add(type, member, content) {
      const id = events.length + 1;
      // AWS links the first state to nothing, as it does the start.
      const previousEventId = id <= 2 ? 0 : id - 1;
      const details = member !== undefined && content !== undefined ? { details: { member, content } } : {};
      events.push({ id, previousEventId, at: now(), type, ...details });
      return id;
    },
  };
}

export const historyEventJson = ({ at, details, ...event }: HistoryEvent): JsonObject => ({
  ...event,
  timestamp: at / 1_000,
  ...(details ? { [details.member]: details.content } : {}),
});
