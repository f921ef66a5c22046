import type { ServerResponse } from 'node:http';
import { securityHeaders } from './headers.ts';
import type { PagePorts } from './ports.ts';

/** Server-Sent Events that say which topic has something new. The browser then asks for it: news carry no content. */
export function sendNews(response: ServerResponse, onChange: PagePorts['onChange']): void {
  response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream' });
  response.write('retry: 1000\n\n');
  const stop = onChange((topic) => response.write(`event: ${topic}\ndata: changed\n\n`));
  response.on('close', stop);
}
