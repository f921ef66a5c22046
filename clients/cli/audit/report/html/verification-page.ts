import type { Verification } from '../verification.ts';
import { type Html, html } from './html.ts';

export const verificationPage = (verification: Verification): Html =>
  html`<section id="verification" aria-labelledby="verification-title"><h2 id="verification-title">Verification</h2>
${verification.kind === 'verified' ? verified(verification) : notVerified(verification)}
</section>`;

const verified = ({ ok, verdict, report }: Extract<Verification, { kind: 'verified' }>): Html =>
  html`<p class="notice"><strong>${ok ? 'The records verify.' : 'The records do NOT verify.'}</strong> ${verdict}</p>
<p>The whole report is <a href="verification.json">verification.json</a>; it begins so:</p><pre class="wide" tabindex="0">${JSON.stringify(report, null, 2).slice(0, 4_000)}</pre>`;

const notVerified = ({ why }: Extract<Verification, { kind: 'not-verified' }>): Html =>
  html`<p class="notice"><strong>The records were not verified.</strong> ${why} The numbers are those of the records as they were read: that nothing was changed, added or left out, this pack does not show. Run <code>countersign audit verify</code> over the same days, with the public key.</p>`;
