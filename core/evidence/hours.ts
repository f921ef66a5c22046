const hourMilliseconds = 3_600_000;

/** Hours are counted from 1970 and named by their start: `2026-01-05T09`. */
export const hourAt = (at: string): number => Math.floor(Date.parse(at) / hourMilliseconds);

export const startOfHour = (hour: number): string => new Date(hour * hourMilliseconds).toISOString();

/** When what was still on its way has arrived: seal writes within a minute of the time that its objects are named by. */
const settleMinutes = 10;

/** The last hour that can be closed at this time. */
export const lastClosedHour = (at: string): number =>
  Math.floor((Date.parse(at) - settleMinutes * 60_000) / hourMilliseconds) - 1;

/** Under `records/` or `set-aside/`, as one partition. */
export const hourFolder = (hour: number): string => {
  const at = startOfHour(hour);
  return `dt=${at.slice(0, 10)}/hh=${at.slice(11, 13)}/`;
};

/** Of an object's key; nothing where it is under no hour. */
export function hourOfKey(key: string): number | undefined {
  const found = /^[a-z-]+\/dt=(\d{4}-\d\d-\d\d)\/hh=([01]\d|2[0-3])\/[^/]+$/.exec(key);
  const hour = found ? hourAt(`${found[1]}T${found[2]}:00:00.000Z`) : Number.NaN;
  return Number.isNaN(hour) ? undefined : hour;
}
