import { describe, expect, it } from 'vitest';
import { isOwnIdentity, isTaskOf, ownRoles, ownSession } from '../../../../core/detection/own-session.ts';

const id = '0123456789abcdef0123456789abcdef';

describe('a session of a role of ours', () => {
  it.each([
    ['executor', `countersign-${id}`, { kind: 'run', role: 'executor', requestId: id }],
    ['grant', `countersign-${id}`, { kind: 'run', role: 'grant', requestId: id }],
    ['look', `countersign-look-${id}`, { kind: 'look', requestId: id }],
    ['look', 'countersign-heartbeat', { kind: 'upkeep', role: 'look', task: 'heartbeat' }],
    ['revoke', `countersign-revoke-${id}`, { kind: 'upkeep', role: 'revoke', task: 'revoke' }],
    ['revoke', 'countersign-revoke-hourly', { kind: 'upkeep', role: 'revoke', task: 'revoke' }],
    ['contain', `countersign-contain-${id}`, { kind: 'upkeep', role: 'contain', task: 'contain' }],
    ['reconcile', 'countersign-reconcile', { kind: 'upkeep', role: 'reconcile', task: 'reconcile' }],
  ] as const)('%s, %s is for what its name says', (role, name, session) => {
    expect(ownSession(role, name)).toEqual(session);
  });

  it.each(ownRoles)('of %s under another name is for nothing', (role) => {
    const names = [
      '',
      'me',
      'countersign-',
      `countersign-${id}0`,
      `x-countersign-${id}`,
      `countersign-${id.toUpperCase()}`,
    ];
    for (const name of names) expect(ownSession(role, name)).toBeUndefined();
  });

  it('of one role is not for what another does', () => {
    expect(ownSession('look', `countersign-${id}`)).toBeUndefined();
    expect(ownSession('contain', `countersign-revoke-${id}`)).toBeUndefined();
    expect(ownSession('executor', 'countersign-heartbeat')).toBeUndefined();
  });

  it('makes the calls of its task alone', () => {
    expect(isTaskOf('revoke', 'iam:PutRolePolicy')).toBe(true);
    expect(isTaskOf('revoke', 'iam:AttachRolePolicy')).toBe(false);
    expect(isTaskOf('heartbeat', 'iam:PutRolePolicy')).toBe(false);
  });

  it('has a source identity of ours, and nobody else may', () => {
    expect(isOwnIdentity('countersign-anything')).toBe(true);
    expect([undefined, '', 'somebody'].some(isOwnIdentity)).toBe(false);
  });
});
