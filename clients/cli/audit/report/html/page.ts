import type { Pack } from '../pack.ts';
import { anchorOf, controlPage } from './control-page.ts';
import { Html, html } from './html.ts';
import { limits } from './limits.ts';
import { overview } from './overview.ts';
import { style } from './style.ts';
import { verificationPage } from './verification-page.ts';

/** One file that loads nothing: it can be mailed, printed and kept. */
export function page(pack: Pack): string {
  const { framework, span } = pack;
  const title = `Evidence for ${framework.title}, ${span.from} to ${span.to}`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${new Html(style)}</style></head>
<body><a class="skip" href="#overview">To the overview</a>
<header><h1>Evidence for ${framework.title}</h1><p><strong>${span.from} to ${span.to}.</strong> What agents asked for in AWS, who let it happen, and what came of it: from Countersign's sealed records.</p></header>
<nav aria-labelledby="contents-title"><h2 id="contents-title">Contents</h2><ol>
<li><a href="#overview">Overview</a></li>
${framework.controls.map((control) => html`<li><a href="#${anchorOf(control)}">${control.id} ${control.title}</a></li>`)}
<li><a href="#verification">Verification</a></li>
<li><a href="#limits">What this pack does not show</a></li>
</ol></nav>
<main>
${overview(pack)}
${framework.controls.map((control) => controlPage(pack, control))}
${verificationPage(pack.verification)}
${limits(pack)}
</main></body></html>
`.text;
}
