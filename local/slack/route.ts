import type { RequestListener, ServerResponse } from 'node:http';
import { readBody } from './read-body.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { createWebApi } from './web-api/web-api.ts';

export interface Routes {
  webApi: ReturnType<typeof createWebApi>;
  responseUrls: ResponseUrls;
}

export const route =
  ({ webApi, responseUrls }: Routes): RequestListener =>
  async (request, response) => {
    try {
      const [, area, name = ''] = (request.url ?? '').split('/');
      if (request.method !== 'POST') answer(response, 405, { ok: false, error: 'method_not_allowed' });
      else if (area === 'api') await webApi(name, request, response);
      else if (area === 'actions') {
        const answered = responseUrls.answer(name, JSON.parse(await readBody(request)));
        answer(response, answered.ok ? 200 : 404, answered);
      } else answer(response, 404, { ok: false, error: 'not_found' });
    } catch (error) {
      answer(response, 400, { ok: false, error: 'invalid_request', detail: String(error) });
    }
  };

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
