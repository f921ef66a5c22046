/** No word of it may hold a secret: it is printed, and kept in logs of pipelines. */
export type Finding =
  | { outcome: 'passed'; found: string }
  | { outcome: 'failed'; found: string; todo: string }
  /** It could not be found out, which is not good news. */
  | { outcome: 'skipped'; found: string; todo: string };

export const passed = (found: string): Finding => ({ outcome: 'passed', found });
export const failed = (found: string, todo: string): Finding => ({ outcome: 'failed', found, todo });
export const skipped = (found: string, todo: string): Finding => ({ outcome: 'skipped', found, todo });
