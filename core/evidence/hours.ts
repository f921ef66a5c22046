const hourMilliseconds = 3_600_000;

/** Hours are counted from 1970 and named by their start: `2026-01-05T09`. */
export const hourAt = (at: string): number => Math.floor(Date.parse(at) / hourMilliseconds);

export const startOfHour = (hour: number): string => new Date(hour * hourMilliseconds).toISOString();

/** When what was still on its way has arrived: seal writes within a minute of the time that its objects are named by. */
const settleMinutes = 10;

/** The last hour that can be closed at this time. */
export const lastClosedHour = (at: string): number =>
  Math.floor((Date.parse(at) - settleMinutes * 60_000) / hourMilliseconds) - 1;

/**
 * So far back an object is looked for that no digest file has. The stream forgets after 24 hours, and what `seal` writes is
 * named by the hour of writing: what turns up later was not written by it, and stays without a signature.
 */
export const lookBackHours = 48;

/** Under `records/` or `set-aside/`, as one partition. */
export const hourFolder = (hour: number): string => {
  const at = startOfHour(hour);
  return `dt=${at.slice(0, 10)}/hh=${at.slice(11, 13)}/`;
};

/** Of an object's key; nothing where it is under no hour. A day must be one of the calendar from 1970 on, and a name no step of a path. */
export function hourOfKey(key: string): number | undefined {
  const [, folder = ''] = /^[a-z-]+\/(dt=\d{4}-\d\d-\d\d\/hh=\d\d\/)(?!\.\.?$)[^/]+$/.exec(key) ?? [];
  const hour = hourAt(`${folder.slice(3, 13)}T${folder.slice(17, 19)}:00:00.000Z`);
  // JavaScript reads the 30th of February as the 2nd of March.
  return hour >= 0 && hourFolder(hour) === folder ? hour : undefined;
}
