import type { Scene } from './scene.ts';

/** The kinds of bucket that probes work in: with versions, without, with versions and Object Lock. */
export type BucketKind = 'versioned' | 'plain' | 'locked';

/** One black-box check of an S3 endpoint. */
export interface Probe {
  readonly name: string;
  /** What of S3 it belongs to; the table of results has a line for each. */
  readonly feature: string;
  /** Page of AWS's documentation that `expected` was read from. */
  readonly reference: string;
  readonly bucket: BucketKind;
  /** What AWS documents, as a list of short texts. Never what our own store happens to answer. */
  readonly expected: readonly string[];
  /** The steps; answers what was seen, in the order of `expected`. */
  run(scene: Scene): Promise<readonly string[]>;
}

const DOCS = 'https://docs.aws.amazon.com/AmazonS3/latest';
/** Address of a page of the S3 API reference. */
export const api = (page: string): string => `${DOCS}/API/${page}.html`;
/** Address of a page of the S3 user guide. */
export const guide = (page: string): string => `${DOCS}/userguide/${page}.html`;

/** Probes of one feature, in a bucket without versions unless a probe says that it needs more. */
export function feature(
  name: string,
  probes: readonly (Omit<Probe, 'feature' | 'bucket'> & { readonly bucket?: BucketKind })[],
): readonly Probe[] {
  return probes.map((probe) => ({ bucket: 'plain', ...probe, feature: name }));
}
