/** One HTTP API of the template with what its routes lead to. */
export interface ApiSpec {
  id: string;
  account: string;
  region: string;
  routes: RouteSpec[];
}

export interface RouteSpec {
  /** `POST /v1/requests/{id}/withdraw`, as API Gateway writes it. */
  key: string;
  authorization: 'AWS_IAM' | 'NONE';
  functionArn: string;
  timeoutMilliseconds: number;
  /** Whether the function's resource policy lets this route of the API in. */
  mayInvoke: boolean;
}
