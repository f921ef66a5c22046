import { describe, expect, it } from 'vitest';
import { hashOfSeen } from '../../../../core/execution/seen.ts';
import {
  type DoneRequest,
  isAsLeft,
  offerUndo,
  type Undo,
  undoabilityOf,
  undoOffer,
} from '../../../../core/execution/undo.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';

const seen = (value: JsonObject) => ({ value, hash: hashOfSeen(value) });

const entry = {
  look: {},
  undo: {
    actions: ['door:Paint', 'door:Remove'],
    of: ({ parameters: { Door }, before: { Colour } }) =>
      Colour === undefined
        ? { action: 'door:Remove', parameters: { Door: Door ?? '' } }
        : { action: 'door:Paint', parameters: { Door: Door ?? '', Colour } },
  } satisfies Undo,
};
const done: DoneRequest = {
  action: 'door:Paint',
  parameters: { Door: 'front', Colour: 'red' },
  seenBefore: seen({ Colour: 'blue' }),
  seenAfter: seen({ Colour: 'red' }),
  result: {},
};

describe('an undo', () => {
  it('is the action that puts back what was seen before', () => {
    expect(offerUndo(entry, done)).toEqual({
      kind: 'offered',
      action: 'door:Paint',
      parameters: { Door: 'front', Colour: 'blue' },
    });
  });

  it('takes away what was not there', () => {
    expect(offerUndo(entry, { ...done, seenBefore: seen({}) })).toMatchObject({ action: 'door:Remove' });
  });

  it('says what is not as it was even then', () => {
    const remains = 'the paint smells';
    const undo: Undo = {
      ...entry.undo,
      of: (of) => ({ ...(entry.undo.of(of) as object), remains }) as never,
    };
    expect(offerUndo({ ...entry, undo }, done)).toMatchObject({ kind: 'offered', remains });
  });

  it('is nothing where the action changed nothing', () => {
    expect(offerUndo(entry, { ...done, seenBefore: seen({ Colour: 'red' }) })).toEqual({
      kind: 'nothing-to-undo',
    });
    const undo: Undo = { ...entry.undo, of: () => undefined };
    expect(offerUndo({ ...entry, undo }, done)).toEqual({ kind: 'nothing-to-undo' });
  });

  it('is nothing where what would put it back is what ran, whoever looked afterwards', () => {
    const before = seen({ Colour: 'red' });
    expect(offerUndo(entry, { ...done, seenBefore: before, seenAfter: undefined })).toEqual({
      kind: 'nothing-to-undo',
    });
    expect(
      offerUndo(entry, { ...done, action: 'door:Clean', seenBefore: before, seenAfter: undefined }),
    ).toMatchObject({ kind: 'offered' });
  });

  it('is not offered where the entry has none', () => {
    expect(offerUndo({ look: {} }, done)).toMatchObject({ kind: 'not-offered', code: 'no-undo' });
  });

  it('is not offered where nobody looked before', () => {
    expect(offerUndo(entry, { ...done, seenBefore: undefined })).toMatchObject({ code: 'not-seen' });
  });

  it('needs no look where the entry has none', () => {
    expect(
      offerUndo({ undo: entry.undo }, { ...done, seenBefore: undefined, seenAfter: undefined }),
    ).toMatchObject({
      kind: 'offered',
      action: 'door:Remove',
    });
  });

  it('says why it is impossible', () => {
    const undo: Undo = { ...entry.undo, of: () => ({ impossible: 'paint does not come off' }) };
    expect(offerUndo({ ...entry, undo }, done)).toEqual({
      kind: 'not-offered',
      code: 'impossible',
      detail: 'It cannot be undone: paint does not come off.',
    });
  });

  it.each([
    ['in what was seen', { ...done, seenBefore: seen({ Colour: '[hidden: a colour, sha256 0f]' }) }],
    ['deep in it', { ...done, seenBefore: seen({ Colour: { of: ['[hidden: a colour]'] } }) }],
    ['in its own parameters', { ...done, parameters: { Door: '[hidden: a door]' } }],
  ])('is not offered where it would write what stands for something hidden: %s', (_, request) => {
    expect(offerUndo(entry, request)).toMatchObject({ kind: 'not-offered', code: 'hidden' });
  });

  it('is offered where what is hidden is not put back', () => {
    const before = { Colour: 'blue', Lock: '[hidden: a lock]' };
    expect(offerUndo(entry, { ...done, seenBefore: seen(before) })).toMatchObject({ kind: 'offered' });
  });
});

describe('the target of a done request', () => {
  it('is as the run left it if it looks the same', () => {
    expect(isAsLeft(done, seen({ Colour: 'red' }))).toBe(true);
  });

  it('is another by now if it looks otherwise, or as before the run', () => {
    expect(isAsLeft(done, seen({ Colour: 'green' }))).toBe(false);
    expect(isAsLeft(done, seen({ Colour: 'blue' }))).toBe(false);
  });

  it('is not known where nobody looked after the run', () => {
    expect(isAsLeft({ seenAfter: undefined }, seen({ Colour: 'red' }))).toBe(false);
  });
});

describe('a request that Countersign ran', () => {
  const at = '2026-01-05T12:00:00.000Z';
  const ran = {
    action: done.action,
    parameters: done.parameters,
    seen: { at, value: { Colour: 'blue' }, hash: hashOfSeen({ Colour: 'blue' }) },
    seenAfter: { at, value: { Colour: 'red' }, hash: hashOfSeen({ Colour: 'red' }) },
    result: { hash: 'f'.repeat(64), value: {} },
  };

  it('is offered to be undone by what it kept', () => {
    expect(undoOffer(entry, ran)).toMatchObject({ kind: 'offered' });
  });

  it('is not where nobody saw what it left', () => {
    expect(undoOffer(entry, { ...ran, seenAfter: undefined })).toMatchObject({ code: 'not-seen' });
  });

  it('is not where the answer of AWS was not kept, or only its hash', () => {
    const { hash } = ran.result;
    expect(undoOffer(entry, { ...ran, result: { hash } })).toMatchObject({ code: 'not-kept' });
    expect(undoOffer(entry, { ...ran, result: undefined })).toMatchObject({ code: 'not-kept' });
  });

  it('is not where nothing undoes it, whatever was kept', () => {
    expect(undoOffer({}, { ...ran, result: undefined })).toMatchObject({ code: 'no-undo' });
  });

  it('keeps which action undoes it and what remains, and not its parameters', () => {
    const offered = { kind: 'offered', action: 'door:Paint', parameters: { Colour: 'blue' } } as const;
    expect(undoabilityOf(offered)).toEqual({ kind: 'offered', action: 'door:Paint' });
    const remains = 'the paint smells';
    expect(undoabilityOf({ ...offered, remains })).toEqual({
      kind: 'offered',
      action: 'door:Paint',
      remains,
    });
    expect(undoabilityOf({ kind: 'nothing-to-undo' })).toEqual({ kind: 'nothing-to-undo' });
  });
});
