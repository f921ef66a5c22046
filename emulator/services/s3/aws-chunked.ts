export interface Unchunked {
  body: Buffer;
  trailers: Record<string, string>;
}

const lineEnd = '\r\n';

/** `aws-chunked`: hex length, line, data, line, … a chunk of length 0, then trailing headers. */
export function unchunk(encoded: Buffer, expectedLength: number): Unchunked | undefined {
  const chunks: Buffer[] = [];
  let at = 0;
  const line = (): string | undefined => {
    const end = encoded.indexOf(lineEnd, at);
    if (end < 0) return undefined;
    const text = encoded.toString('latin1', at, end);
    at = end + lineEnd.length;
    return text;
  };

  for (let header = line(); header !== '0'; header = line()) {
    if (header === undefined || !/^[0-9a-f]+$/i.test(header)) return undefined;
    const end = at + Number.parseInt(header, 16);
    if (encoded.toString('latin1', end, end + lineEnd.length) !== lineEnd) return undefined;
    chunks.push(encoded.subarray(at, end));
    at = end + lineEnd.length;
  }

  const trailers = new Map<string, string>();
  for (let trailer = line(); trailer; trailer = line()) {
    const [name = '', ...value] = trailer.split(':');
    trailers.set(name.trim().toLowerCase(), value.join(':').trim());
  }
  const body = Buffer.concat(chunks);
  return body.length === expectedLength ? { body, trailers: Object.fromEntries(trailers) } : undefined;
}
