/**
 * List prices in US dollars, ap-southeast-1, without free tiers, taxes and discounts. TO BE CHECKED before anyone plans
 * with them: they were written down from memory and secondary sources on 2026-11-23, without access to AWS's price
 * pages; only the price of Step Functions was read on the page itself. Sources name the page to check against.
 */
export const prices = {
  stateTransition: {
    dollars: 0.025,
    per: 1_000,
    source: 'aws.amazon.com/step-functions/pricing, Standard Workflows, Singapore',
  },
  writeUnit: {
    dollars: 0.715,
    per: 1_000_000,
    source: 'aws.amazon.com/dynamodb/pricing/on-demand, write request units, Standard class',
  },
  readUnit: {
    dollars: 0.1425,
    per: 1_000_000,
    source: 'aws.amazon.com/dynamodb/pricing/on-demand, read request units, Standard class',
  },
  lambdaRequest: { dollars: 0.2, per: 1_000_000, source: 'aws.amazon.com/lambda/pricing, requests' },
  lambdaGigabyteSecond: {
    dollars: 0.0000133334,
    per: 1,
    source: 'aws.amazon.com/lambda/pricing, duration, Arm, first tier',
  },
  s3Write: {
    dollars: 0.005,
    per: 1_000,
    source: 'aws.amazon.com/s3/pricing, PUT, COPY, POST, LIST, Standard',
  },
  s3Read: { dollars: 0.0004, per: 1_000, source: 'aws.amazon.com/s3/pricing, GET and all others, Standard' },
  malwareScan: {
    dollars: 0.215,
    per: 1_000,
    source:
      'aws.amazon.com/guardduty/pricing, Malware Protection for S3, objects (its price per GB is not counted)',
  },
  apiRequest: { dollars: 1.25, per: 1_000_000, source: 'aws.amazon.com/api-gateway/pricing, HTTP APIs' },
  busEvent: { dollars: 1, per: 1_000_000, source: 'aws.amazon.com/eventbridge/pricing, custom events' },
  email: { dollars: 0.1, per: 1_000, source: 'aws.amazon.com/ses/pricing, outbound' },
  textMessage: {
    dollars: 0,
    per: 1,
    source:
      'aws.amazon.com/sns/sms-pricing, Viet Nam, per segment: NOT KNOWN HERE, the dearest item if it is on',
  },
  notification: { dollars: 2, per: 100_000, source: 'aws.amazon.com/sns/pricing, e-mail' },
} as const;

export type Priced = keyof typeof prices;

/** Billed duration of an invocation, in milliseconds: an assumption, since nothing here measures time. */
export const assumedMilliseconds = 100;
