import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A client's answer to an envelope. */
export interface Acknowledged {
  envelope_id: string;
  payload?: unknown;
}

export interface SocketModeServer {
  /** For SLACK_API_URL. */
  api: string;
  /** How many connections were opened so far. */
  opened(): number;
  /** The app tokens that asked for a connection. */
  readonly tokens: readonly (string | undefined)[];
  /** Sends an envelope on the newest connection, and resolves with its answer. */
  send(envelope: {
    type: string;
    payload: object;
    accepts_response_payload?: boolean;
  }): Promise<Acknowledged>;
  /** The answers so far, in order. */
  readonly acknowledged: readonly Acknowledged[];
  /** Tells the client to connect anew, as Slack does every few hours. Resolves once it has. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The side of Slack in Socket Mode, as docs.slack.dev describes it: `apps.connections.open` answers an address for one connection,
 * which begins with `hello`, carries envelopes that are answered by their id, and is ended by `disconnect`.
 */
export async function startSocketModeServer(appToken: string): Promise<SocketModeServer> {
  const tokens: (string | undefined)[] = [];
  const acknowledged: Acknowledged[] = [];
  const waiting = new Map<string, (answer: Acknowledged) => void>();
  const sockets = new Set<Socket>();
  let opened = 0;
  let newest: Socket | undefined;
  let onOpened = (): void => {};

  const server = createServer((request, response) => {
    const token = request.headers.authorization;
    tokens.push(token);
    const { port } = server.address() as AddressInfo;
    const answer =
      token === `Bearer ${appToken}`
        ? { ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=${randomUUID()}` }
        : { ok: false, error: 'invalid_auth' };
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(request)}\r\n\r\n`,
    );
    socket.on('data', readFrames(socket, heard));
    newest = socket;
    opened += 1;
    const hello = { type: 'hello', num_connections: 1, connection_info: { app_id: 'A0APP' } };
    sendText(socket, JSON.stringify(hello));
    onOpened();
  });
  const heard = (text: string): void => {
    const answer = JSON.parse(text) as Acknowledged;
    acknowledged.push(answer);
    waiting.get(answer.envelope_id)?.(answer);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    api: `http://127.0.0.1:${port}/api/`,
    opened: () => opened,
    tokens,
    acknowledged,
    send: (envelope) =>
      new Promise((resolve) => {
        const envelope_id = randomUUID();
        waiting.set(envelope_id, resolve);
        const whole = { envelope_id, accepts_response_payload: false, ...envelope };
        if (newest) sendText(newest, JSON.stringify(whole));
      }),
    refresh: () =>
      new Promise((resolve) => {
        onOpened = resolve;
        if (newest) sendText(newest, JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** RFC 6455, section 4.2.2. */
const acceptOf = ({ headers }: IncomingMessage): string =>
  createHash('sha1')
    .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');

const [textFrame, closeFrame, pingFrame, pongFrame] = [0x1, 0x8, 0x9, 0xa];

/** Section 5.2: one frame a message, not masked, as servers send them. */
function sendFrame(socket: Socket, kind: number, payload: Buffer): void {
  const header =
    payload.length < 126
      ? Buffer.from([0x80 | kind, payload.length])
      : Buffer.from([0x80 | kind, 126, payload.length >> 8, payload.length & 0xff]);
  socket.write(Buffer.concat([header, payload]));
}
const sendText = (socket: Socket, text: string): void => sendFrame(socket, textFrame, Buffer.from(text));

function readFrames(socket: Socket, heard: (text: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let frame = frameIn(rest); frame; frame = frameIn(rest)) {
      rest = rest.subarray(frame.length);
      if (frame.kind === textFrame) heard(frame.payload.toString('utf8'));
      if (frame.kind === pingFrame) sendFrame(socket, pongFrame, frame.payload);
      if (frame.kind === closeFrame) {
        sendFrame(socket, closeFrame, frame.payload);
        socket.end();
      }
    }
  };
}

/** What a client sends is masked by four bytes. */
function frameIn(buffer: Buffer): { kind: number; payload: Buffer; length: number } | undefined {
  const short = (buffer[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (buffer.length < start + 4) return undefined;
  const size = short === 126 ? buffer.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (buffer.length < length) return undefined;
  const mask = buffer.subarray(start, start + 4);
  const payload = Buffer.from(buffer.subarray(start + 4, length)).map(
    (byte, at) => byte ^ (mask[at % 4] ?? 0),
  );
  return { kind: (buffer[0] ?? 0) & 0xf, payload: Buffer.from(payload), length };
}
