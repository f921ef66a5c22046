import { createECDH } from 'node:crypto';

/** The order of P-256. */
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/**
 * ECDSA over a digest that somebody else has made, as KMS takes it: Node signs messages alone and would hash it again.
 * The point comes from Node; what is left is two lines of arithmetic. In DER, as KMS answers it.
 */
export function signDigest(
  privateKey: Buffer,
  digest: Buffer,
  randomBytes: (size: number) => Buffer,
): Buffer {
  for (;;) {
    const nonce = toNumber(randomBytes(32));
    if (nonce === 0n || nonce >= order) continue;
    const r = toNumber(pointOf(nonce)) % order;
    const s = (inverse(nonce) * (toNumber(digest) + r * toNumber(privateKey))) % order;
    if (r !== 0n && s !== 0n) return sequence(Buffer.concat([integer(r), integer(s)]));
  }
}

/** The first coordinate of the nonce's public point. */
function pointOf(nonce: bigint): Buffer {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.from(nonce.toString(16).padStart(64, '0'), 'hex'));
  return curve.getPublicKey().subarray(1, 33);
}

const toNumber = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** By Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let result = 1n;
  let base = value % order;
  for (let exponent = order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % order;
    base = (base * base) % order;
  }
  return result;
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const [first = 0] = digits;
  const bytes = first >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
  return Buffer.concat([Buffer.from([0x02, bytes.length]), bytes]);
}

const sequence = (content: Buffer): Buffer => Buffer.concat([Buffer.from([0x30, content.length]), content]);
