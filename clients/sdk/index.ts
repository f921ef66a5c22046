export type { Answer, ClientProblemType, Problem } from './answer.ts';
export { type Client, type ClientSettings, createClient } from './client.ts';
export type {
  Actions,
  Evaluation,
  ListedAction,
  Outcome,
  RequestView,
  StartedRequest,
  Submission,
  WholeAction,
} from './generated/api.ts';
export { type Call, type Credentials, type Signing, signCall } from './sign.ts';
export type { OnRetry, Timing } from './wait.ts';
