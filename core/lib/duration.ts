/** Durations as policies write them: "45s", "30m", "4h", "2d". Always in seconds inside. */
const secondsPerUnit = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (!amount || !unit) return undefined;
  return Number(amount) * secondsPerUnit[unit as keyof typeof secondsPerUnit];
}

export function formatDuration(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  for (const [name, size] of units) {
    if (seconds >= size && seconds % size === 0) return count(seconds / size, name);
  }
  return count(seconds, 'second');
}

const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
