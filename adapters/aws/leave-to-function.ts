import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ContainSoon } from '../../core/ports/contain.ts';
import type { RevokeSoon } from '../../core/ports/grants.ts';
import type { OrderRevert } from '../../core/ports/revert.ts';
import type { OrderTurn } from '../../core/ports/turn.ts';
import type { OrderUndo } from '../../core/ports/undo.ts';

/** Loaded with the first order: most clicks give none, and the first click waits for all that is loaded before it. */
type OpenLambda = () => Promise<LambdaClient>;

export const createRevokeSoon = (open: OpenLambda, functionName: string): RevokeSoon =>
  leaveTo(open, functionName);

export const createOrderTurn = (open: OpenLambda, functionName: string): OrderTurn =>
  leaveTo(open, functionName);

export const createOrderUndo = (open: OpenLambda, functionName: string): OrderUndo =>
  leaveTo(open, functionName);

export const createContainSoon = (open: OpenLambda, functionName: string): ContainSoon =>
  leaveTo(open, functionName);

export const createOrderRevert = (open: OpenLambda, functionName: string): OrderRevert =>
  leaveTo(open, functionName);

/** Lambda keeps the order, and tries again where the function fails. */
const leaveTo =
  (open: OpenLambda, functionName: string) =>
  async (order: object): Promise<void> => {
    const [client, { InvokeCommand }] = await Promise.all([open(), import('@aws-sdk/client-lambda')]);
    const Payload = JSON.stringify(order);
    await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }));
  };
