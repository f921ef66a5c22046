export type { Answer, ClientProblemType, Problem } from './answer.ts';
export { type Client, type ClientSettings, createClient } from './client.ts';
export { digestOf, type Signed } from './digest.ts';
export type {
  Actions,
  Evaluation,
  GrantedRequest,
  Keys,
  ListedAction,
  Outcome,
  RedeemedTicket,
  RequestView,
  StartedRequest,
  Submission,
  TicketClaims,
  WholeAction,
} from './generated/api.ts';
export { type Call, type Credentials, type Signing, signCall } from './sign.ts';
export {
  type ExpectedTicket,
  readTicket,
  type TicketProblem,
  type VerifiedTicket,
  verifyTicket,
} from './ticket.ts';
export type { OnRetry, Timing } from './wait.ts';
