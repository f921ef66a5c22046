/**
 * Of the settings that a thing has, those that this change names: others can change meanwhile, and what people approved
 * stays what happens.
 */
export const onlyGiven = <Settings extends object>(settings: Settings, given: object): Partial<Settings> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name in given)) as Partial<Settings>;

/** The name of a setting that this change names and nobody kept: it cannot be put back. */
export const notKept = (kept: object, given: object, except: readonly string[]): string | undefined =>
  Object.entries(given).find(
    ([name, value]) => value !== undefined && !except.includes(name) && !(name in kept),
  )?.[0];
