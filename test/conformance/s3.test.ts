import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { embeddedEndpoint, type Intercept } from './s3/endpoint.ts';
import { bucketsOnDemand, conceals, overlooks, overlooksQuery } from './s3/faulty.ts';
import { judge, line, PROBES, table } from './s3/judge.ts';
import { main } from './s3/run.ts';

type Embedded = Awaited<ReturnType<typeof embeddedEndpoint>>;
let open: Embedded[] = [];
/** The embedded store behind `intercept`; closed after the test. */
async function start(intercept?: Intercept): Promise<Embedded> {
  const endpoint = await embeddedEndpoint(intercept);
  open.push(endpoint);
  return endpoint;
}
afterEach(async () => {
  for (const endpoint of open) await endpoint.close();
  open = [];
});

/** Runs the command without a process of its own. */
async function run(...args: string[]) {
  const [said, complaints]: [string[], string[]] = [[], []];
  const code = await main(
    args,
    (each) => said.push(each),
    (each) => complaints.push(each),
  );
  return { code, said, complaints };
}
const reportSchema = z.object({
  endpoint: z.string(),
  verdicts: z.array(z.looseObject({ name: z.string(), result: z.string() })),
});

describe('probes of S3', () => {
  test('the embedded store reproduces every one', async () => {
    const { code, said } = await run('--json');
    const { endpoint, verdicts } = reportSchema.parse(JSON.parse(said.join('\n')));
    expect(verdicts.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect([code, endpoint, verdicts.length]).toEqual([0, 'embedded', 104]);
  });

  test('each has a name of its own and a page of the documentation', () => {
    expect(new Set(PROBES.map(({ name }) => name)).size).toBe(PROBES.length);
    const page = /^https:\/\/docs\.aws\.amazon\.com\/AmazonS3\/latest\/(API|userguide)\/[\w-]+\.html$/;
    expect(PROBES.filter(({ reference }) => !page.test(reference))).toEqual([]);
  });

  test('are skipped, and said to be, where no bucket for them could be made', async () => {
    const endpoint = await start();
    const buckets = { ...endpoint.buckets, missing: { locked: 'no bucket: 501 NotImplemented' } };
    const locks = PROBES.filter(({ feature }) => feature === 'Object Lock');
    const verdicts = await judge({ ...endpoint, buckets }, locks);
    expect(table(verdicts)[0]).toBe('Object Lock          1/7  (6 skipped)');
    expect(verdicts.map(line)[0]).toBe(
      'skipped governance-refuses-to-delete-the-version: no bucket: 501 NotImplemented',
    );
  });
});

/** What a store does wrong, the feature that is probed, and the probes of it that must miss: all of them, and no other. */
const FAULTS: [string, Intercept, string, string[]][] = [
  [
    'reads the current version whatever version was named',
    overlooksQuery('versionId', 'GET'),
    'versions',
    ['get-by-version-id', 'delete-by-version-id-is-for-good'],
  ],
  [
    'puts a marker though a version was to be deleted',
    overlooksQuery('versionId', 'DELETE'),
    'Object Lock',
    [
      'governance-refuses-to-delete-the-version',
      'governance-gives-way-to-a-bypass',
      'a-lock-allows-markers-and-newer-versions',
      'a-lock-is-its-versions-only',
      'a-copy-can-be-locked-and-inherits-no-lock',
    ],
  ],
  [
    'writes over what If-None-Match protects',
    overlooks('if-none-match', ['PUT']),
    'conditional writes',
    [
      'if-none-match-lets-the-first-write-pass-only',
      'if-none-match-among-writers-at-once',
      'copy-if-none-match',
    ],
  ],
  [
    'writes over what If-Match protects',
    overlooks('if-match', ['PUT']),
    'conditional writes',
    ['if-match-passes-over-its-etag-only', 'if-match-without-an-object'],
  ],
  [
    'answers the whole object instead of a range',
    overlooks('range', ['GET']),
    'ranges',
    [
      'range-of-the-middle',
      'range-to-the-end',
      'range-past-the-end-is-cut',
      'range-of-the-last-bytes',
      'range-behind-the-end',
    ],
  ],
  [
    'takes metadata along that were to be replaced',
    overlooks('x-amz-metadata-directive'),
    'CopyObject',
    ['copy-with-metadata-replaced', 'copy-onto-itself-with-nothing-changed'],
  ],
  [
    'keeps no SHA-256 and does not compare it',
    overlooks('x-amz-checksum-sha256'),
    'checksums',
    ['sha256-is-kept-and-answered', 'wrong-checksums-store-nothing', 'copy-keeps-the-checksum'],
  ],
  [
    'does not say which version a form has made',
    conceals('x-amz-version-id'),
    'presigned POST',
    ['post-names-the-version-it-made'],
  ],
  [
    'begins every list anew',
    overlooksQuery('continuation-token', 'GET'),
    'ListObjectsV2',
    ['list-by-pages-of-three', 'list-tells-whether-there-is-more', 'list-counts-a-common-prefix-as-one'],
  ],
];

describe('a store that is wrong in one thing is found out', () => {
  test.each(FAULTS)('%s', async (_, intercept, feature, expected) => {
    const probes = PROBES.filter((each) => each.feature === feature);
    const verdicts = await judge(await start(intercept), probes);
    expect(verdicts.filter(({ result }) => result === 'MISS').map(({ name }) => name)).toEqual(expected);
  });
});

describe('the command', () => {
  const remote = ({ address }: Embedded): string[] => [
    ...['--endpoint', `${address.endpoint}/`, '--region', address.region],
    ...['--access-key', address.accessKeyId, '--secret-key', address.secretAccessKey],
  ];

  test('probes another endpoint, says what it misses, and leaves nothing behind', async () => {
    const made: string[] = [];
    const [onDemand, fault] = [bucketsOnDemand(made), overlooksQuery('versionId', 'GET')];
    const there = await start((...request) => onDemand(...request) || fault(...request));
    const { code, said, complaints } = await run(...remote(there), '--bucket-prefix', 'mine');
    expect([code, complaints]).toEqual([1, []]);
    expect(said.find((each) => each.includes('get-by-version-id'))).toBe(
      'MISS    get-by-version-id: expected one, same, got two, different (https://docs.aws.amazon.com/AmazonS3/latest/userguide/RetrievingObjectVersions.html)',
    );
    expect(said).toContain('versions             4/6');
    expect(made.map((name) => name.replace(/^mine-[0-9a-f]{8}-/, ''))).toEqual([
      'versioned',
      'plain',
      'locked',
    ]);
    for (const Bucket of made) {
      const { Versions, DeleteMarkers } = await there.client.send(new ListObjectVersionsCommand({ Bucket }));
      expect([Bucket, Versions, DeleteMarkers]).toEqual([Bucket, undefined, undefined]);
    }
  });

  test('answers 2 to bad use, and to an endpoint where it can do nothing', async () => {
    const full = remote(await start());
    for (const args of [
      ['--unknown'],
      ['stray'],
      ['--region', 'ap-southeast-1'],
      ['--endpoint', 'http://localhost:1'],
      [...full, '--endpoint', 'ftp://localhost'],
      [...full, '--bucket-prefix', 'Đơn'],
      full, // our own store makes no buckets from outside
      [...full, '--endpoint', 'http://127.0.0.1:1'],
    ]) {
      const { code, said, complaints } = await run(...args);
      expect([args, code, said]).toEqual([args, 2, []]);
      expect(complaints).toHaveLength(1);
    }
  });
});
