/** Status and text of every S3 error code used here. */
const KNOWN = {
  AccessDenied: [403, 'Access Denied'],
  AuthorizationHeaderMalformed: [400, 'The authorization header you provided is invalid.'],
  AuthorizationQueryParametersError: [400, 'The X-Amz-* parameters of the address are invalid.'],
  BadDigest: [400, 'The checksum you specified did not match the calculated one.'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
  IncompleteBody: [400, 'The request body ended early or does not match its declared length'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid Argument'],
  InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
  InvalidPolicyDocument: [400, 'Invalid Policy: not JSON with an expiration and known conditions.'],
  InvalidRange: [416, 'The requested range is not satisfiable'],
  InvalidRequest: [400, 'Invalid Request'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  KeyTooLongError: [400, 'Your key is too long'],
  MalformedPOSTRequest: [400, 'The body of your POST request is not well-formed multipart/form-data.'],
  MalformedTrailerError: [400, 'The announced trailing header is missing.'],
  MaxPostPreDataLengthExceededError: [
    400,
    'Your POST request fields preceding the upload file were too large.',
  ],
  MetadataTooLarge: [400, 'Your metadata headers exceed the maximum allowed metadata size'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchVersion: [404, 'The specified version does not exist.'],
  NotImplemented: [501, 'A header or parameter you provided is not implemented here'],
  PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  SignatureDoesNotMatch: [403, 'The signature we calculated does not match the one you provided.'],
  XAmzContentSHA256Mismatch: [400, "The 'x-amz-content-sha256' header does not match what was computed."],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof KNOWN;

/** An answer of S3 that is not success, by its official code. */
export class S3Error extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, detail?: string, headers: Record<string, string> = {}) {
    super(detail ?? KNOWN[code][1]);
    this.code = code;
    this.status = KNOWN[code][0];
    this.headers = headers;
  }
}

export type Xml = string | number | boolean | undefined | Xml[] | { [tag: string]: Xml };

function element(tag: string, value: Xml, attributes = ''): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => element(tag, each)).join('');
  const children = (parts: { [tag: string]: Xml }) =>
    Object.entries(parts).map(([name, v]) => element(name, v));
  const inner = typeof value === 'object' ? children(value).join('') : escapeXml(String(value));
  return `<${tag}${attributes}>${inner}</${tag}>`;
}

/** An XML document; arrays repeat their element, undefined leaves it out. */
export const xmlDocument = (root: string, value: Xml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, value, root === 'Error' ? '' : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')}`;

/** Escapes markup and control characters, as S3 does in keys. */
const escapeXml = (text: string): string =>
  text.replace(/[&<>"]|\p{Cc}/gu, (character) => `&#${character.charCodeAt(0)};`);
