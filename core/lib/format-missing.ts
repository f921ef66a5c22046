/** To be read after the name of the field. Any other mistake has its own words. */
export const formatMissing = ({ code, input }: { code: string; input?: unknown }): string | undefined =>
  code === 'invalid_type' && input === undefined ? 'is missing' : undefined;
