/** Of a number below the order of P-256. */
const numberBytes = 32;
const sequenceTag = 0x30;
const integerTag = 0x02;

/**
 * The two numbers of an ECDSA signature, each in 32 bytes, one behind the other, as a JWS holds them (RFC 7518, 3.4). KMS
 * answers them as DER: a sequence of two integers, each as short as it can be and with a zero before it where its first
 * bit is set. Nothing else is taken for a signature.
 */
export function rawSignature(der: Uint8Array): Uint8Array {
  const [tag, length] = der;
  if (tag !== sequenceTag || length !== der.length - 2) throw notDer();
  const r = readInteger(der, 2);
  const s = readInteger(der, r.end);
  if (s.end !== der.length) throw notDer();
  const raw = new Uint8Array(2 * numberBytes);
  raw.set(r.digits, numberBytes - r.digits.length);
  raw.set(s.digits, 2 * numberBytes - s.digits.length);
  return raw;
}

function readInteger(der: Uint8Array, start: number): { digits: Uint8Array; end: number } {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  const bytes = der.subarray(start + 2, end);
  const [first = 0x80, second = 0] = bytes;
  const isNegative = first >= 0x80;
  const isPadded = first === 0 && second < 0x80;
  if (der[start] !== integerTag || bytes.length !== length || isNegative || isPadded) throw notDer();
  const digits = first === 0 ? bytes.subarray(1) : bytes;
  if (digits.length > numberBytes) throw notDer();
  return { digits, end };
}

const notDer = (): Error => new Error('KMS answered what is no signature of a P-256 key in DER.');
