import { restingUntil, takeTurn } from '../../core/lib/take-turn.ts';
import type { TurnStore } from '../../core/ports/pace.ts';

export function memoryTurnStore(): TurnStore {
  const lanes = new Map<string, number>();
  return {
    async take({ name, rate }, nowMs, patienceMs) {
      const turn = takeTurn(lanes.get(name), rate, nowMs, patienceMs);
      if (turn.kind === 'turn') lanes.set(name, turn.next);
      return { kind: turn.kind, inMs: turn.inMs };
    },
    async rest({ name, rate }, untilMs) {
      lanes.set(name, Math.max(lanes.get(name) ?? 0, restingUntil(untilMs, rate)));
    },
  };
}
