import type { IncomingMessage } from 'node:http';

/**
 * The page can act as anyone, so no other site may reach it through the visitor's browser: a name that was rebound
 * to loopback shows in `Host`, a form or script of another origin in `Origin`.
 */
export function whyNot(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  port: number,
): string | undefined {
  const { host = '', origin, 'content-type': contentType = '' } = request.headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(host)) return `This page answers to ${hosts.join(' and ')} only.`;
  if (request.method === 'GET') return undefined;
  if (request.method !== 'POST') return 'Only GET and POST are answered here.';
  if (origin !== `http://${host}`) return 'Only this page itself may send anything here.';
  if (!contentType.startsWith('application/json')) return 'Send JSON as application/json.';
  return undefined;
}
