const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Of what is to be one text for all who read it: nothing where it is not UTF-8. */
export function strictText(body: Uint8Array | undefined): string {
  try {
    return utf8.decode(body);
  } catch {
    return '';
  }
}
