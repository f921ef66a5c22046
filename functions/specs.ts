import { spec as answer } from './api/answer/spec.ts';
import { spec as credentials } from './api/credentials/spec.ts';
import { spec as keys } from './api/keys/spec.ts';
import { spec as report } from './api/report/spec.ts';
import { spec as run } from './api/run/spec.ts';
import { spec as submit } from './api/submit/spec.ts';
import { spec as watch } from './api/watch/spec.ts';
import { spec as withdraw } from './api/withdraw/spec.ts';
import { spec as contain } from './detection/contain/spec.ts';
import { spec as heartbeat } from './detection/heartbeat/spec.ts';
import { spec as reconcile } from './detection/reconcile/spec.ts';
import { spec as sight } from './detection/sight/spec.ts';
import { spec as tell } from './detection/tell/spec.ts';
import { spec as digest } from './evidence/digest/spec.ts';
import type { FunctionSpec } from './shared/function-spec.ts';
import { spec as home } from './slack/home/spec.ts';
import { spec as slack } from './slack/interact/spec.ts';
import { spec as revert } from './slack/revert/spec.ts';
import { spec as turn } from './slack/turn/spec.ts';
import { spec as undo } from './slack/undo/spec.ts';
import { spec as relay } from './streams/relay/spec.ts';
import { spec as seal } from './streams/seal/spec.ts';
import { spec as ask } from './workflow/ask/spec.ts';
import { spec as conclude } from './workflow/conclude/spec.ts';
import { spec as execute } from './workflow/execute/spec.ts';
import { spec as look } from './workflow/look/spec.ts';
import { spec as revoke } from './workflow/revoke/spec.ts';
import { spec as sweep } from './workflow/sweep/spec.ts';

/** What each Lambda is, by the folder that holds its index.ts, from the root of the repository. */
export type FunctionSpecs = Readonly<Record<string, FunctionSpec>>;

/**
 * Every Lambda that is deployed. To add one: its folder (handler.ts, index.ts, env.ts, spec.ts), its line here, and
 * `${NameFunctionArn}` in the workflow that calls it, if one does. A test fails where a folder is left out.
 */
export const functionSpecs: FunctionSpecs = {
  'functions/api/submit': submit,
  'functions/api/watch': watch,
  'functions/api/withdraw': withdraw,
  'functions/api/answer': answer,
  'functions/api/report': report,
  'functions/api/run': run,
  'functions/api/credentials': credentials,
  'functions/api/keys': keys,
  'functions/workflow/ask': ask,
  'functions/slack/interact': slack,
  'functions/slack/home': home,
  'functions/slack/undo': undo,
  'functions/slack/turn': turn,
  'functions/slack/revert': revert,
  'functions/streams/relay': relay,
  'functions/workflow/execute': execute,
  'functions/workflow/look': look,
  'functions/workflow/revoke': revoke,
  'functions/workflow/conclude': conclude,
  'functions/streams/seal': seal,
  'functions/evidence/digest': digest,
  'functions/workflow/sweep': sweep,
  'functions/detection/sight': sight,
  'functions/detection/tell': tell,
  'functions/detection/contain': contain,
  'functions/detection/heartbeat': heartbeat,
  'functions/detection/reconcile': reconcile,
};
