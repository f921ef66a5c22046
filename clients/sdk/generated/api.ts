// Generated from docs/openapi.json: `npm run docs`. Do not edit.

export interface Actions {
  actions: readonly ListedAction[];
  /** What `after` is for the next page, where there is one. */
  next?: string;
}

export interface Answer {
  question: number;
  text: string;
}

export interface CredentialsOrder {
  /** Of what is to run. */
  digest: string;
  /** All of them, where some were hidden: those are not stored. They have to give the same digest. */
  parameters?: { readonly [name: string]: unknown };
  /** As the submission returned it, where another session asks than the one that submitted. */
  token?: string;
}

export type Evaluation = {
  decision: 'allow';
  risk: 'low' | 'medium' | 'high' | 'critical';
  policies: readonly string[];
  policyVersion: string;
  reasons: readonly string[];
  run?: 'agent' | 'credentials' | 'countersign';
  /** What a request for the same would have. */
  digest: string;
  /** What people would read. */
  sentence: string;
} | {
  decision: 'refuse';
  risk: 'low' | 'medium' | 'high' | 'critical';
  policies: readonly string[];
  policyVersion: string;
  reasons: readonly string[];
  /** What a request for the same would have. */
  digest: string;
  /** What people would read. */
  sentence: string;
} | {
  decision: 'review';
  risk: 'low' | 'medium' | 'high' | 'critical';
  policies: readonly string[];
  policyVersion: string;
  reasons: readonly string[];
  terms: Terms;
  /** What a request for the same would have. */
  digest: string;
  /** What people would read. */
  sentence: string;
};

export interface GrantedRequest {
  id: string;
  state: 'allowed' | 'refused' | 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn' | 'running' | 'started' | 'lapsed' | 'done' | 'failed' | 'unknown';
  action: string;
  resource: string;
  account: string;
  region: string;
  environment: string;
  /** SHA-256 of what was asked for. An approval covers this and nothing else. */
  digest: string;
  risk: 'low' | 'medium' | 'high' | 'critical';
  /** The policies that decided. */
  policies: readonly string[];
  /** Why, in sentences for people. */
  reasons: readonly string[];
  submittedAt: string;
  /** People can decide until then. */
  expiresAt?: string;
  /** Where people are asked: how many have to say yes, and how many have. */
  approvals?: {
    needed: number;
    given: number;
  };
  /** Who is asked: the groups, and how many people of each. */
  asked?: readonly {
    group: string;
    count: number;
  }[];
  /** Who runs it once it is allowed or approved. */
  run?: 'agent' | 'credentials' | 'countersign';
  decidedAt?: string;
  /** It may be started until then. */
  usableUntil?: string;
  /** Countersign runs it when its agent calls POST …/run, and not before. */
  needsRun?: true;
  /** What AWS answered, without its secrets, where Countersign ran it and it is short. */
  result?: { readonly [name: string]: unknown };
  /** Why it did not run: AWS's own code, or ours. */
  failure?: {
    code: string;
    message: string;
  };
  /** Where a person said no: who, why, and what it means for asking again. */
  decision?: {
    /** Who decided. */
    by: string;
    /** Why, in their words. Denials of before a reason was needed can have none. */
    reason?: string;
    at: string;
    /** Whether asking again makes sense: never, not now, or for something else. */
    again?: 'never' | 'not-now' | 'differently';
  };
  /** What people want to know before they decide. */
  questions?: readonly {
    /** Its number, for POST …/answers. */
    question: number;
    text: string;
    at: string;
    answer?: string;
  }[];
  /** For what was signed and nothing else. They are kept nowhere: they come once. */
  credentials: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    expiresAt: string;
  };
}

export interface Keys {
  /** The keys of tickets, and no others. */
  keys: readonly {
    kty: 'EC';
    crv: 'P-256';
    x: string;
    y: string;
    /** Its thumbprint (RFC 7638). */
    kid: string;
    alg: 'ES256';
    use: 'sig';
  }[];
  /** The keys of the audit trail, the retired ones too. No ticket is signed by one. */
  evidence: readonly {
    kty: 'EC';
    crv: 'P-256';
    x: string;
    y: string;
    /** Its thumbprint (RFC 7638). */
    kid: string;
    alg: 'ES256';
    use: 'sig';
  }[];
}

export interface ListedAction {
  action: string;
  groups: readonly string[];
  /** Somebody has described it. Of the others policies see no parameters, and people are warned. */
  curated: boolean;
  readOnly: boolean;
  reversible: boolean;
  /** How the parameters name it: `{RoleName}` is a parameter, `{account}` and `{region}` the place. */
  resource: string;
  /** What people would read of its example. */
  says: string;
}

export interface Outcome {
  status: 'done' | 'failed';
  /** Of what ran. */
  digest: string;
  /** As `start` gave it. */
  ticket: string;
  /** What happened. */
  detail?: string;
}

export interface Problem {
  type: 'urn:countersign:problem:not-json' | 'urn:countersign:problem:bad-header' | 'urn:countersign:problem:unknown-agent' | 'urn:countersign:problem:refused' | 'urn:countersign:problem:denied' | 'urn:countersign:problem:other-session' | 'urn:countersign:problem:own-approval' | 'urn:countersign:problem:other-ticket' | 'urn:countersign:problem:bad-ticket' | 'urn:countersign:problem:no-such-request' | 'urn:countersign:problem:no-such-question' | 'urn:countersign:problem:no-such-action' | 'urn:countersign:problem:no-such-route' | 'urn:countersign:problem:key-reused' | 'urn:countersign:problem:already-answered' | 'urn:countersign:problem:wrong-state' | 'urn:countersign:problem:expired' | 'urn:countersign:problem:withdrawn' | 'urn:countersign:problem:other-run' | 'urn:countersign:problem:run-failed' | 'urn:countersign:problem:run-unknown' | 'urn:countersign:problem:approval-used' | 'urn:countersign:problem:approval-lapsed' | 'urn:countersign:problem:ticket-redeemed' | 'urn:countersign:problem:ticket-expired' | 'urn:countersign:problem:too-large' | 'urn:countersign:problem:bad-field' | 'urn:countersign:problem:secret-in-parameters' | 'urn:countersign:problem:unknown-action' | 'urn:countersign:problem:wrong-resource' | 'urn:countersign:problem:cannot-run' | 'urn:countersign:problem:other-digest' | 'urn:countersign:problem:too-many-sessions' | 'urn:countersign:problem:too-many-pending' | 'urn:countersign:problem:too-many-requests' | 'urn:countersign:problem:internal';
  title: string;
  status: number;
  /** What happened and what to do, for people. */
  detail: string;
  /** A JSON pointer into the body, or the name of a header or query parameter. */
  field?: string;
  /** Finds the log lines of this call. */
  requestId: string;
  /** The request that it is about. */
  id?: string;
  /** Where that request stands. */
  state?: 'allowed' | 'refused' | 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn' | 'running' | 'started' | 'lapsed' | 'done' | 'failed' | 'unknown';
  /** The policies that decided. */
  policies?: readonly string[];
  reasons?: readonly string[];
  decision?: {
    /** Who decided. */
    by: string;
    /** Why, in their words. Denials of before a reason was needed can have none. */
    reason?: string;
    at: string;
    /** Whether asking again makes sense: never, not now, or for something else. */
    again?: 'never' | 'not-now' | 'differently';
  };
  risk?: 'low' | 'medium' | 'high' | 'critical';
}

export interface RanRequest {
  id: string;
  state: 'allowed' | 'refused' | 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn' | 'running' | 'started' | 'lapsed' | 'done' | 'failed' | 'unknown';
  action: string;
  resource: string;
  account: string;
  region: string;
  environment: string;
  /** SHA-256 of what was asked for. An approval covers this and nothing else. */
  digest: string;
  risk: 'low' | 'medium' | 'high' | 'critical';
  /** The policies that decided. */
  policies: readonly string[];
  /** Why, in sentences for people. */
  reasons: readonly string[];
  submittedAt: string;
  /** People can decide until then. */
  expiresAt?: string;
  /** Where people are asked: how many have to say yes, and how many have. */
  approvals?: {
    needed: number;
    given: number;
  };
  /** Who is asked: the groups, and how many people of each. */
  asked?: readonly {
    group: string;
    count: number;
  }[];
  /** Who runs it once it is allowed or approved. */
  run?: 'agent' | 'credentials' | 'countersign';
  decidedAt?: string;
  /** It may be started until then. */
  usableUntil?: string;
  /** Countersign runs it when its agent calls POST …/run, and not before. */
  needsRun?: true;
  /** What AWS answered, without its secrets, where Countersign ran it and it is short. */
  result?: { readonly [name: string]: unknown };
  /** Why it did not run: AWS's own code, or ours. */
  failure?: {
    code: string;
    message: string;
  };
  /** Where a person said no: who, why, and what it means for asking again. */
  decision?: {
    /** Who decided. */
    by: string;
    /** Why, in their words. Denials of before a reason was needed can have none. */
    reason?: string;
    at: string;
    /** Whether asking again makes sense: never, not now, or for something else. */
    again?: 'never' | 'not-now' | 'differently';
  };
  /** What people want to know before they decide. */
  questions?: readonly {
    /** Its number, for POST …/answers. */
    question: number;
    text: string;
    at: string;
    answer?: string;
  }[];
  /** What AWS answered, whole. It is kept nowhere: it comes once. */
  answer?: { readonly [name: string]: unknown };
}

export interface RedeemedTicket {
  redeemedAt: string;
  claims: TicketClaims;
}

export interface Redemption {
  /** As `start` gave it: nothing else is asked of who calls. */
  ticket: string;
}

export interface RequestView {
  id: string;
  state: 'allowed' | 'refused' | 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn' | 'running' | 'started' | 'lapsed' | 'done' | 'failed' | 'unknown';
  action: string;
  resource: string;
  account: string;
  region: string;
  environment: string;
  /** SHA-256 of what was asked for. An approval covers this and nothing else. */
  digest: string;
  risk: 'low' | 'medium' | 'high' | 'critical';
  /** The policies that decided. */
  policies: readonly string[];
  /** Why, in sentences for people. */
  reasons: readonly string[];
  submittedAt: string;
  /** People can decide until then. */
  expiresAt?: string;
  /** Where people are asked: how many have to say yes, and how many have. */
  approvals?: {
    needed: number;
    given: number;
  };
  /** Who is asked: the groups, and how many people of each. */
  asked?: readonly {
    group: string;
    count: number;
  }[];
  /** Who runs it once it is allowed or approved. */
  run?: 'agent' | 'credentials' | 'countersign';
  decidedAt?: string;
  /** It may be started until then. */
  usableUntil?: string;
  /** Countersign runs it when its agent calls POST …/run, and not before. */
  needsRun?: true;
  /** What AWS answered, without its secrets, where Countersign ran it and it is short. */
  result?: { readonly [name: string]: unknown };
  /** Why it did not run: AWS's own code, or ours. */
  failure?: {
    code: string;
    message: string;
  };
  /** Where a person said no: who, why, and what it means for asking again. */
  decision?: {
    /** Who decided. */
    by: string;
    /** Why, in their words. Denials of before a reason was needed can have none. */
    reason?: string;
    at: string;
    /** Whether asking again makes sense: never, not now, or for something else. */
    again?: 'never' | 'not-now' | 'differently';
  };
  /** What people want to know before they decide. */
  questions?: readonly {
    /** Its number, for POST …/answers. */
    question: number;
    text: string;
    at: string;
    answer?: string;
  }[];
}

export interface Run {
  /** Of what is to run. */
  digest: string;
  /** All of them, where some were hidden: those are not stored. They have to give the same digest. */
  parameters?: { readonly [name: string]: unknown };
  /** As the submission returned it, where what AWS answers is secret and another session asks than the one that submitted. */
  token?: string;
}

export interface Start {
  /** Of what is about to run. */
  digest: string;
}

export interface StartedRequest {
  id: string;
  state: 'allowed' | 'refused' | 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn' | 'running' | 'started' | 'lapsed' | 'done' | 'failed' | 'unknown';
  action: string;
  resource: string;
  account: string;
  region: string;
  environment: string;
  /** SHA-256 of what was asked for. An approval covers this and nothing else. */
  digest: string;
  risk: 'low' | 'medium' | 'high' | 'critical';
  /** The policies that decided. */
  policies: readonly string[];
  /** Why, in sentences for people. */
  reasons: readonly string[];
  submittedAt: string;
  /** People can decide until then. */
  expiresAt?: string;
  /** Where people are asked: how many have to say yes, and how many have. */
  approvals?: {
    needed: number;
    given: number;
  };
  /** Who is asked: the groups, and how many people of each. */
  asked?: readonly {
    group: string;
    count: number;
  }[];
  /** Who runs it once it is allowed or approved. */
  run?: 'agent' | 'credentials' | 'countersign';
  decidedAt?: string;
  /** It may be started until then. */
  usableUntil?: string;
  /** Countersign runs it when its agent calls POST …/run, and not before. */
  needsRun?: true;
  /** What AWS answered, without its secrets, where Countersign ran it and it is short. */
  result?: { readonly [name: string]: unknown };
  /** Why it did not run: AWS's own code, or ours. */
  failure?: {
    code: string;
    message: string;
  };
  /** Where a person said no: who, why, and what it means for asking again. */
  decision?: {
    /** Who decided. */
    by: string;
    /** Why, in their words. Denials of before a reason was needed can have none. */
    reason?: string;
    at: string;
    /** Whether asking again makes sense: never, not now, or for something else. */
    again?: 'never' | 'not-now' | 'differently';
  };
  /** What people want to know before they decide. */
  questions?: readonly {
    /** Its number, for POST …/answers. */
    question: number;
    text: string;
    at: string;
    answer?: string;
  }[];
  /** A JWS (typ `countersign-ticket+jwt`, ES256) that pipelines verify by `GET /v1/keys`. Who holds it may report this run, and nobody else. */
  ticket: string;
}

export interface Submission {
  action: string;
  resource: string;
  parameters: { readonly [name: string]: unknown };
  reason: string;
  ticket?: string;
  model?: string;
  conversation?: string;
}

export interface SubmittedRequest {
  id: string;
  state: 'allowed' | 'refused' | 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn' | 'running' | 'started' | 'lapsed' | 'done' | 'failed' | 'unknown';
  action: string;
  resource: string;
  account: string;
  region: string;
  environment: string;
  /** SHA-256 of what was asked for. An approval covers this and nothing else. */
  digest: string;
  risk: 'low' | 'medium' | 'high' | 'critical';
  /** The policies that decided. */
  policies: readonly string[];
  /** Why, in sentences for people. */
  reasons: readonly string[];
  submittedAt: string;
  /** People can decide until then. */
  expiresAt?: string;
  /** Where people are asked: how many have to say yes, and how many have. */
  approvals?: {
    needed: number;
    given: number;
  };
  /** Who is asked: the groups, and how many people of each. */
  asked?: readonly {
    group: string;
    count: number;
  }[];
  /** Who runs it once it is allowed or approved. */
  run?: 'agent' | 'credentials' | 'countersign';
  decidedAt?: string;
  /** It may be started until then. */
  usableUntil?: string;
  /** Countersign runs it when its agent calls POST …/run, and not before. */
  needsRun?: true;
  /** What AWS answered, without its secrets, where Countersign ran it and it is short. */
  result?: { readonly [name: string]: unknown };
  /** Why it did not run: AWS's own code, or ours. */
  failure?: {
    code: string;
    message: string;
  };
  /** Where a person said no: who, why, and what it means for asking again. */
  decision?: {
    /** Who decided. */
    by: string;
    /** Why, in their words. Denials of before a reason was needed can have none. */
    reason?: string;
    at: string;
    /** Whether asking again makes sense: never, not now, or for something else. */
    again?: 'never' | 'not-now' | 'differently';
  };
  /** What people want to know before they decide. */
  questions?: readonly {
    /** Its number, for POST …/answers. */
    question: number;
    text: string;
    at: string;
    answer?: string;
  }[];
  /** Keep it: with it another session than this one can have it run where what comes of that is secret. It comes once, to whoever made the request. */
  token?: string;
}

export interface Terms {
  approvals: readonly {
    group: string;
    count: number;
  }[];
  expiresSeconds: number;
  notifications: readonly {
    afterSeconds: number;
    group: string;
  }[];
  run: 'agent' | 'credentials' | 'countersign';
  reason?: 'required';
  substitutes?: readonly {
    afterSeconds: number;
    group: string;
    by: string;
  }[];
  channel?: string;
}

export interface TicketClaims {
  v: 1;
  /** The API's address. */
  iss: string;
  /** The deployment, as countersign-<stage>. */
  aud: string;
  /** Of this ticket alone: what it is redeemed by. */
  jti: string;
  /** In seconds, as the next two. */
  iat: number;
  nbf: number;
  /** Nothing may be run with it from then on. */
  exp: number;
  request: string;
  /** SHA-256 of what was signed. */
  digest: string;
  agent: string;
  action: string;
  resource: string;
  account: string;
  region: string;
  /** The people who said yes; nobody, where policy allowed it by itself. */
  approvers: readonly string[];
}

export interface WholeAction {
  action: string;
  groups: readonly string[];
  /** Somebody has described it. Of the others policies see no parameters, and people are warned. */
  curated: boolean;
  readOnly: boolean;
  reversible: boolean;
  /** How the parameters name it: `{RoleName}` is a parameter, `{account}` and `{region}` the place. */
  resource: string;
  /** What people would read of its example. */
  says: string;
  /** Their JSON Schema. */
  parameters: { readonly [name: string]: unknown };
  /** JSON pointers to values that people will not see, each with what it is. */
  secrets: { readonly [name: string]: unknown };
  /** The parameter that is the command line: `countersign run` runs what was signed there, and nothing else. */
  command?: string;
  /** The read by which people see the target before they decide, and by which it is compared before this runs. */
  look?: string;
  /** The actions of which one takes it back, made of what was seen before. Left out: none does. */
  undo?: readonly string[];
  /** One that can be sent, where the action is curated; of the others nobody has made one. */
  example: {
    parameters: { readonly [name: string]: unknown };
    resource: string;
  };
}

export interface Withdrawal {
  reason?: string;
}

/** What each operation takes, and what it gives where it succeeds. */
export interface Operations {
  submitRequest: { query: undefined; body: Submission; answer: SubmittedRequest };
  evaluate: { query: undefined; body: Submission; answer: Evaluation };
  listActions: { query: {
    /** Words, each of which must occur in the name, the groups, the sentence or the parameters of the example, without case. */
    search?: string;
    /** Those of one service, as IAM names it: `rds`. */
    service?: string;
    /** With `service`: also its operations that nobody has described. */
    uncurated?: boolean;
    /** `next` of the page before. */
    after?: string;
    /** How many a page has, at most. */
    limit?: number;
  }; body: undefined; answer: Actions };
  getAction: { query: undefined; body: undefined; answer: WholeAction };
  getRequest: { query: {
    /** So many seconds the answer may wait for a decision, while the request is younger than a minute. An older one is answered at once, and `Retry-After` says when to ask again. */
    wait?: number;
  }; body: undefined; answer: RequestView };
  answerQuestion: { query: undefined; body: Answer; answer: RequestView };
  withdrawRequest: { query: undefined; body: Withdrawal; answer: RequestView };
  runRequest: { query: undefined; body: Run; answer: RanRequest };
  getCredentials: { query: undefined; body: CredentialsOrder; answer: GrantedRequest };
  startRun: { query: undefined; body: Start; answer: StartedRequest };
  reportOutcome: { query: undefined; body: Outcome; answer: RequestView };
  listKeys: { query: undefined; body: undefined; answer: Keys };
  redeemTicket: { query: undefined; body: Redemption; answer: RedeemedTicket };
}

/** Where each is, which statuses it succeeds with, and what its answer always has. */
export const routes = {
  submitRequest: {
    method: 'POST',
    path: '/v1/requests',
    isSigned: true,
    statuses: [200, 202],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt'],
  },
  evaluate: {
    method: 'POST',
    path: '/v1/evaluate',
    isSigned: true,
    statuses: [200],
    has: ['decision', 'risk', 'policies', 'policyVersion', 'reasons', 'digest', 'sentence'],
  },
  listActions: {
    method: 'GET',
    path: '/v1/actions',
    isSigned: true,
    statuses: [200],
    has: ['actions'],
  },
  getAction: {
    method: 'GET',
    path: '/v1/actions/{service}/{operation}',
    isSigned: true,
    statuses: [200],
    has: ['action', 'groups', 'curated', 'readOnly', 'reversible', 'resource', 'says', 'parameters', 'secrets', 'example'],
  },
  getRequest: {
    method: 'GET',
    path: '/v1/requests/{id}',
    isSigned: true,
    statuses: [200],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt'],
  },
  answerQuestion: {
    method: 'POST',
    path: '/v1/requests/{id}/answers',
    isSigned: true,
    statuses: [200],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt'],
  },
  withdrawRequest: {
    method: 'POST',
    path: '/v1/requests/{id}/withdraw',
    isSigned: true,
    statuses: [200],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt'],
  },
  runRequest: {
    method: 'POST',
    path: '/v1/requests/{id}/run',
    isSigned: true,
    statuses: [200, 202],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt'],
  },
  getCredentials: {
    method: 'POST',
    path: '/v1/requests/{id}/credentials',
    isSigned: true,
    statuses: [200],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt', 'credentials'],
  },
  startRun: {
    method: 'POST',
    path: '/v1/requests/{id}/start',
    isSigned: true,
    statuses: [200],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt', 'ticket'],
  },
  reportOutcome: {
    method: 'POST',
    path: '/v1/requests/{id}/outcome',
    isSigned: true,
    statuses: [200],
    has: ['id', 'state', 'action', 'resource', 'account', 'region', 'environment', 'digest', 'risk', 'policies', 'reasons', 'submittedAt'],
  },
  listKeys: {
    method: 'GET',
    path: '/v1/keys',
    isSigned: false,
    statuses: [200],
    has: ['keys', 'evidence'],
  },
  redeemTicket: {
    method: 'POST',
    path: '/v1/tickets/{jti}',
    isSigned: false,
    statuses: [200],
    has: ['redeemedAt', 'claims'],
  },
} as const;
