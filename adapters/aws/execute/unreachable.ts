/**
 * The code of an error that came before a connection stood, so that nothing of the request has left: a name that nobody
 * knows, an address where nobody answers, a certificate that is not AWS's. Of anything later it cannot be told.
 */
export function unreachable(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // A host with several addresses, none of which took the connection.
  if (error instanceof AggregateError) {
    const codes = error.errors.map(unreachable);
    return codes.length > 0 && codes.every((code) => code !== undefined) ? codes[0] : undefined;
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return undefined;
  return syscall === 'getaddrinfo' || syscall === 'connect' || certificates.test(code) ? code : undefined;
}

/** As OpenSSL and Node name what is wrong with a certificate: checked before anything is written. */
const certificates =
  /^(?:ERR_TLS_CERT_ALTNAME_INVALID|CERT_\w+|UNABLE_TO_(?:VERIFY|GET|DECODE|DECRYPT)_\w+|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT\w*)$/;
