import type { ModalView } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardBlocks } from '../../../../adapters/slack/card.ts';
import { isSignedOnCard } from '../../../../adapters/slack/card-votes.ts';
import { decisionModal } from '../../../../adapters/slack/modals/decision-modals.ts';
import { detailsModal } from '../../../../adapters/slack/modals/details-modal.ts';
import { decisionModals, pageActions, signAll } from '../../../../adapters/slack/modals/modal-names.ts';
import { toldModal } from '../../../../adapters/slack/modals/told-modal.ts';
import { withoutGaps } from '../../../../adapters/slack/rich-text.ts';
import { parametersInThread, parametersText } from '../../../../adapters/slack/shown-parameters.ts';
import { visibleLines, visibleText } from '../../../../core/lib/visible-text.ts';
import { MessengerUnavailable } from '../../../../core/ports/messenger.ts';
import type { Request } from '../../../../core/request/request.ts';
import { checkBlocks, messageLimits } from '../../../../local/slack/block-kit/check-blocks.ts';
import { readModal } from '../../../../local/slack/windows/view.ts';
import { runs } from '../../../support/all.ts';
import { anyRequest } from '../../../support/given/any-request.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { noon } from '../../../support/given/clock.ts';
import { people, strangerSlackId } from '../../../support/given/directory.ts';
import { pending, submission } from '../../../support/given/requests.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';
import { clickPayload, submissionPayload } from '../../../support/given/slack-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

capturedOutput();
const { securityOne } = people;
const me = securityOne.handles.slack;
let ids = 0;
const newId = () => {
  ids += 1;
  return `id${ids}`;
};
const origin = {
  v: 1 as const,
  request: '0'.repeat(32),
  digest: 'a'.repeat(64),
  channel: 'C0APPROVALS',
  ts: '1.1',
};

async function asked(body: unknown = submissions.remove()) {
  const system = memorySystem();
  const { id, digest } = await system.asked(body);
  return { system, id, digest, click: { user: me, request: id, digest, ts: '1.1' } };
}
const told = ({ body = '{}' }: { body?: string }) => JSON.stringify(JSON.parse(body || '{}'));

describe('a window', () => {
  it.each(decisionModals)('is one that Slack takes: %s', (kind) => {
    expect(readModal(decisionModal(kind, origin), newId)).toMatchObject({ ok: true });
  });

  it('says as much as Slack takes, however long the names of groups are', () => {
    const told = toldModal('Not counted', `It asks ${'security, '.repeat(500)}`);
    expect(readModal(told, newId)).toMatchObject({ ok: true });
    expect(JSON.stringify(told)).toContain('…');
  });

  it('opens before anything is read: a trigger lives for three seconds', async () => {
    const { system, click } = await asked();
    system.outage.strike = (call) => {
      if (call === 'requests.get') throw new Error('The table is slow.');
    };
    for (const choice of ['open-deny', 'open-approve', 'open-question'] as const)
      expect((await system.sendOff(clickPayload({ ...click, choice }))).statusCode).toBe(200);
    expect([...system.windows.values()]).toMatchObject([
      { callback_id: 'deny' },
      { callback_id: 'approve' },
      { callback_id: 'question' },
    ]);
  });

  it('that could not be filled says so, and does not stay at its one moment', async () => {
    const { system, click } = await asked();
    system.outage.strike = (call) => {
      if (call === 'requests.get') throw new Error('The table is away.');
    };
    expect((await system.sendOff(clickPayload({ ...click, choice: 'open-details' }))).statusCode).toBe(200);
    const [window] = [...system.windows.values()];
    expect(JSON.stringify(window)).toContain('could not be shown just now');
  });

  it.each(['open-deny', 'open-details'] as const)(
    'that Slack does not open is told to whoever pressed: %s',
    async (choice) => {
      const { system, click } = await asked();
      const fails = async () => {
        throw new MessengerUnavailable('slack', 'Slack refused the call: expired_trigger_id');
      };
      Object.assign(system.ports.modals, { openDecision: fails, openTold: fails });
      expect((await system.sendOff(clickPayload({ ...click, choice }))).statusCode).toBe(200);
      expect(system.messenger.privateReplies).toEqual([
        { handle: me, text: expect.stringContaining('did not open the window') },
      ]);
    },
  );

  it('of a denial decides with its reason, and says whether to ask again', async () => {
    const { system, id, click } = await asked();
    const sent = submissionPayload('deny', click, { text: ' Not before the audit. ', again: 'not-now' });
    expect(await system.sendOff(sent)).toMatchObject({ body: JSON.stringify({ response_action: 'clear' }) });
    expect((await system.watch(id)).body).toMatchObject({
      state: 'denied',
      decision: { by: securityOne.id, reason: 'Not before the audit.', again: 'not-now' },
    });
  });

  it('of a denial without a reason counts nothing, and says why', async () => {
    const { system, id, click } = await asked();
    expect(told(await system.sendOff(submissionPayload('deny', click, { text: '  ' })))).toContain(
      'needs your reason',
    );
    expect(await system.stateOf(id)).toBe('pending');
  });

  it('that is sent off after the decision tells so in its place', async () => {
    const { system, id, digest, click } = await asked();
    await system.click(securityOne.id, 'approve', { id, digest });
    expect(told(await system.sendOff(submissionPayload('deny', click, { text: 'No.' })))).toContain(
      'already decided',
    );
    expect(await system.stateOf(id)).toBe('approved');
  });

  it.each(decisionModals)(
    'that is sent off after the time to decide tells so in its place, and only lets it expire: %s',
    async (kind) => {
      const { system, id, click } = await asked();
      system.clock.pass(1_000_000);
      expect(told(await system.sendOff(submissionPayload(kind, click, { text: 'Why?' })))).toContain(
        'The time to decide this request is over.',
      );
      expect(system.recordsOf(id).map(({ change }) => change.type)).toEqual(['submitted', 'expired']);
    },
  );

  it('of a question that Slack sends twice asks once, and says so', async () => {
    const { system, id, click } = await asked();
    const sent = submissionPayload('question', click, { text: 'Which job?' });
    await system.sendOff(sent);
    expect(told(await system.sendOff(sent))).toContain('You have asked this already');
    expect(await system.requests.get(id)).toMatchObject({ questions: [{ text: 'Which job?' }] });
    expect(system.recordsOf(id).filter(({ change }) => change.type === 'questioned')).toHaveLength(1);
  });

  it('of a question tells strangers under which id they are not known', async () => {
    const { system, click } = await asked();
    const stranger = { ...click, user: strangerSlackId };
    expect(told(await system.sendOff(submissionPayload('question', stranger, { text: 'Why?' })))).toContain(
      strangerSlackId,
    );
  });

  it('with another digest than the request’s signs nothing', async () => {
    const { system, id, click } = await asked();
    const forged = submissionPayload(signAll, { ...click, digest: 'b'.repeat(64) });
    await system.sendOff(forged);
    expect(await system.stateOf(id)).toBe('pending');
  });

  it('carries a newer version of its words than this code: nothing happens', async () => {
    const { system, id, click } = await asked();
    const payload = submissionPayload('deny', click, { text: 'No.' });
    payload.view.private_metadata = payload.view.private_metadata.replace('"v":1', '"v":2');
    expect((await system.sendOff(payload)).statusCode).toBe(400);
    expect(await system.stateOf(id)).toBe('pending');
  });
});

describe('somebody of another workspace', () => {
  it.each(['T0OTHER', null, undefined])('decides nothing, whoever they say they are: %s', async (team_id) => {
    const { system, id, click } = await asked();
    const payloads = [
      clickPayload({ ...click, choice: 'approve' }),
      clickPayload({ ...click, choice: 'open-details' }),
      clickPayload({ ...click, choice: 'open-deny' }),
      clickPayload({ ...click, choice: 'undo' }),
      submissionPayload('deny', click, { text: 'No.' }),
    ];
    for (const payload of payloads)
      await system.sendOff({ ...payload, user: { id: me, ...(team_id !== undefined && { team_id }) } });
    expect(await system.stateOf(id)).toBe('pending');
    expect(system.windows.size).toBe(0);
    const told = system.messenger.privateReplies.map(({ text }) => text);
    expect(told).toEqual(payloads.map(() => expect.stringContaining('workspace')));
  });
});

describe('a vote that was given', () => {
  it('is taken back by the button of the card, by who gave it', async () => {
    const system = memorySystem({ ruleOn: () => review(twoGroups) });
    const { id, digest } = await system.asked(submissions.remove());
    await system.click(securityOne.id, 'approve', { id, digest });
    expect(await system.requests.get(id)).toMatchObject({ votes: [{ person: securityOne.id }] });
    await system.sendOff(clickPayload({ user: me, choice: 'take-back', request: id, digest, ts: '1.1' }));
    expect(await system.requests.get(id)).toMatchObject({ state: 'pending', votes: [] });
  });
});

/** The pages of its details, in the order in which their buttons lead through them. */
function pagesIn(request: Request): ModalView[] {
  const pages: ModalView[] = [];
  for (let page = 0; ; page += 1) {
    const modal = detailsModal(request, origin, page);
    expect(readModal(modal, newId)).toMatchObject({ ok: true });
    pages.push(modal);
    if (!JSON.stringify(modal.blocks).includes(pageActions[1])) return pages;
  }
}

/** What stands in them as it was written, one after the other. */
const preformattedIn = (blocks: readonly unknown[]): string =>
  (blocks as { elements?: { type: string; elements: { text: string }[] }[] }[])
    .flatMap(({ elements = [] }) => elements)
    .flatMap((part) => (part.type === 'rich_text_preformatted' ? part.elements.map(({ text }) => text) : []))
    .join('');

/** Parameters that no card has room for, of any text. */
const tooMuch = fc
  .array(fc.string({ unit: 'grapheme', minLength: 200, maxLength: 400 }), { minLength: 8, maxLength: 40 })
  .map((texts) => pending({}, { shown: { Notes: texts } }));

describe('all that is signed, where a card has no room for it', () => {
  /** A name that no card has room for. */
  const long = () => {
    const vendor = 'm'.repeat(990);
    const { resource, parameters, ...rest } = submissions.rotate('k-1');
    return asked({
      ...rest,
      resource: resource.replace('mailer', vendor),
      parameters: { ...parameters, vendor },
    });
  };

  it('is signed by the last page alone: no button that was left anywhere, and no other window', async () => {
    const { system, id, click } = await long();
    const elsewhere = [
      clickPayload({ ...click, choice: 'approve' }),
      clickPayload({ ...click, choice: 'approve', reason: 'I know it.' }),
      submissionPayload('approve', click, { text: 'I know it.' }),
    ];
    for (const payload of elsewhere) {
      await system.sendOff(payload);
      expect(await system.requests.get(id)).toMatchObject({ state: 'pending', votes: [] });
    }
    expect(system.messenger.privateReplies.map(({ text }) => text)).toEqual([
      expect.stringContaining('read them to the end, and approve there'),
      expect.stringContaining('read them to the end, and approve there'),
    ]);
    await system.sendOff(submissionPayload(signAll, click));
    expect(await system.stateOf(id)).toBe('approved');
  });

  it('has no page before the first or after the last, whatever number came', () => {
    const request = pending({}, { shown: { text: 'a'.repeat(20_000) } });
    const pages = pagesIn(request);
    expect(pages.length).toBeGreaterThan(2);
    expect(detailsModal(request, origin, -1)).toEqual(pages[0]);
    expect(detailsModal(request, origin, 9_999)).toEqual(pages.at(-1));
  });

  it('need not be read to say no', async () => {
    const { system, id, click } = await long();
    await system.sendOff(submissionPayload('deny', click, { text: 'No.' }));
    expect(await system.stateOf(id)).toBe('denied');
  });

  it('may have ten thousand lines: each stands once in the thread and once in the pages, and the last page signs', () => {
    const lines = Array.from({ length: 10_000 }, (_, line) => `l${line}`);
    const request = pending({}, { shown: { lines } });
    expect(isSignedOnCard(request)).toBe(false);
    const blocks = cardBlocks(request, []);
    expect(checkBlocks(blocks, { ...messageLimits, characters: 12_000 })).toMatchObject({ kind: 'valid' });
    expect(JSON.stringify(blocks)).not.toContain('"approve"');
    const thread = parametersInThread(request);
    for (const message of thread) expect(checkBlocks(message)).toMatchObject({ kind: 'valid' });
    expect(preformattedIn(thread.flat())).toBe(parametersText(request));
    const pages = pagesIn(request);
    expect(preformattedIn(pages.flatMap((page) => page.blocks))).toContain(parametersText(request));
    expect(pages.map(({ callback_id }) => callback_id === signAll)).toEqual(
      pages.map((_, at) => at === pages.length - 1),
    );
  });

  it('is approved nowhere else where its resource alone is too long for the card', () => {
    const resourceOf = (length: number) => `arn:aws:s3:::logs/${'a'.repeat(length)}/b`;
    const asked = (length: number) => {
      const { facts } = submission();
      return pending({}, { facts: { ...facts, resource: resourceOf(length) } });
    };
    expect(isSignedOnCard(asked(200))).toBe(true);
    expect(JSON.stringify(cardBlocks(asked(200), []))).toContain(resourceOf(200));
    expect(isSignedOnCard(asked(260))).toBe(false);
    expect(JSON.stringify(cardBlocks(asked(260), []))).not.toContain('"approve"');
    expect(preformattedIn(pagesIn(asked(260)).flatMap(({ blocks }) => blocks))).toContain(resourceOf(260));
  });

  it('stands in the pages with all that is said of it, for whoever has seen no card', () => {
    fc.assert(
      fc.property(anyRequest(), (request) => {
        const shown = preformattedIn(pagesIn(request).flatMap(({ blocks }) => blocks));
        const { agent, action, resource, account, region, environment, stated, ruling } = request;
        const lines = [
          agent.id,
          request.digest,
          action,
          resource,
          account,
          region,
          environment,
          ...ruling.reasons,
        ];
        const questions = 'questions' in request ? (request.questions ?? []) : [];
        const said = questions.flatMap(({ text, answer }) => [text, ...(answer ? [answer.text] : [])]);
        for (const text of [...lines, ...said])
          expect(shown).toContain(withoutGaps(visibleText(text, Number.POSITIVE_INFINITY)));
        if (request.asker === undefined && request.undoes === undefined && request.sighting === undefined)
          expect(shown).toContain(visibleLines(stated.reason ?? '', Number.POSITIVE_INFINITY));
      }),
      runs(30, 1_000),
    );
  });

  it('is signed in no window that was opened before it was looked at anew, which says so', () => {
    const hash = 'd'.repeat(64);
    const request = { ...pending(), seen: { at: noon, value: {}, hash } };
    const now = detailsModal(request, { ...origin, seen: hash }, 0);
    expect(now).toMatchObject({ callback_id: signAll });
    for (const seen of [{}, { seen: 'e'.repeat(64) }]) {
      const before = detailsModal(request, { ...origin, ...seen }, 0);
      expect(before).not.toHaveProperty('callback_id');
      expect(before).not.toHaveProperty('submit');
      expect(JSON.stringify(before.blocks)).toContain('looked at anew');
    }
  });

  it('stands in the pages, to the last character, each of which Slack takes', () => {
    let several = 0;
    fc.assert(
      fc.property(tooMuch, (request) => {
        expect(isSignedOnCard(request)).toBe(false);
        const pages = pagesIn(request);
        const shown = preformattedIn(pages.flatMap(({ blocks }) => blocks));
        expect(shown).toContain(parametersText(request));
        // On the last page alone.
        expect(pages.filter(({ callback_id }) => callback_id === signAll)).toEqual(pages.slice(-1));
        if (pages.length > 1) several += 1;
      }),
      { numRuns: 30 },
    );
    expect(several).toBeGreaterThan(15);
  });
});
