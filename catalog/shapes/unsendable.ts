const movesHost = 'it sends the request to another host';
const encodes = 'the SDK writes it in another way, with a digest beside it';
const signs = 'the SDK puts a signed address there by itself';

const reasons: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [movesHost]: {
    eventbridge: ['EndpointId'],
    's3-control': ['OutpostId'],
    sesv2: ['EndpointId'],
  },
  [encodes]: {
    s3: [
      'SSECustomerAlgorithm',
      'SSECustomerKey',
      'SSECustomerKeyMD5',
      'CopySourceSSECustomerAlgorithm',
      'CopySourceSSECustomerKey',
      'CopySourceSSECustomerKeyMD5',
    ],
  },
  [signs]: {
    ec2: ['PresignedUrl'],
    rds: ['PreSignedUrl'],
  },
};

/** Members of an operation's input that the SDK changes on their way, by client and name, with the reason. */
export const unsendable: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([reason, clients]) =>
    Object.entries(clients).flatMap(([client, members]) =>
      members.map((member) => [`${client}:${member}`, reason] as const),
    ),
  ),
);
