import type { Statement } from '../catalog/generate/policy-document.ts';

/**
 * Closes the API to agents who may change APIs. Its routes and integrations carry no tags, and its id is known when it is
 * deployed, in the one account where it can be changed: so this stands in the boundary of that account alone.
 */
export const apiDenial = (apiId: string): Statement => ({
  Sid: 'NobodyTurnsTheApi',
  Effect: 'Deny',
  Action: 'apigateway:*',
  // The id in the middle: it stands under /apis/, and in the names under /tags/.
  Resource: [`arn:aws:apigateway:*::/*${apiId}*`],
});

/** With the comma before it. Ids of APIs have ten characters. */
export const apiDenialSize = JSON.stringify(apiDenial('0123456789')).length + 1;
