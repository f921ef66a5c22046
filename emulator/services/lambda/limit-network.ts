import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import type { Network } from './worker-messages.ts';

const ofAws = /^[a-z0-9.-]+\.(?:amazonaws\.com|api\.aws)$/i;
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

/**
 * Puts this worker where the hosts of AWS are the emulator and where nothing else is: as its own names and its own
 * certificates would. What a function sends stays as it is, so that its signature is still that of the host it meant.
 */
export function limitNetwork({ awsPort, hosts }: Network): void {
  const connectTls = tls.connect;
  const toAws = (...given: unknown[]): net.Socket => {
    const { host, port } = placeOf(given);
    if (!ofAws.test(host) || port !== 443) return Reflect.apply(connectTls, tls, given);
    const socket = net.connect({ host: '127.0.0.1', port: awsPort });
    // Some clients write only then.
    return socket.once('connect', () => socket.emit('secureConnect'));
  };
  tls.connect = toAws as typeof tls.connect;

  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function connectIfReachable(this: net.Socket, ...given: unknown[]) {
    const { host } = placeOf(given);
    if (isLoopback(host) || hosts.includes(host)) return Reflect.apply(connect, this, given);
    const error = new Error(`NotImplementedLocally: no function reaches ${host} here`);
    process.nextTick(() => this.destroy(error));
    return this;
  };
  syncBuiltinESMExports();
}

/** Node takes an options object, or a port with a host; inside of it, a list of either. A socket's path is its own host. */
function placeOf(given: unknown[]): { host: string; port: number } {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  if (typeof first !== 'object' || first === null)
    return {
      host: typeof first === 'string' && !/^\d+$/.test(first) ? first : textOr(second, 'localhost'),
      port: Number(first),
    };
  const { host, port, path } = first as net.TcpNetConnectOpts & { path?: string };
  return { host: path ?? host ?? 'localhost', port: Number(port) };
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
