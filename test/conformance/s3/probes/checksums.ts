import { api, feature, guide } from '../probe.ts';
import { outcome } from '../scene.ts';

const REFERENCE = guide('checking-object-integrity');
/** Check values of "123456789": CRC catalogue (CRC-32/ISO-HDLC cbf43926, CRC-64/NVME ae8b14860a799888), SHA-256 by openssl. */
const CRC32 = 'y/Q5Jg==';
const CRC64NVME = 'rosUhgp5mIg=';
const SHA256 = 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=';

export const checksums = feature('checksums', [
  {
    name: 'sha256-is-kept-and-answered',
    reference: REFERENCE,
    expected: [SHA256, SHA256, SHA256],
    run: async (s) => {
      const put = await s.put('123456789', { ChecksumSHA256: SHA256 });
      const [head, got] = [
        await s.head({ ChecksumMode: 'ENABLED' }),
        await s.get({ ChecksumMode: 'ENABLED' }),
      ];
      return [`${put.ChecksumSHA256}`, `${head.ChecksumSHA256}`, `${got.ChecksumSHA256}`];
    },
  },
  {
    name: 'no-checksum-unless-asked-for',
    reference: api('API_HeadObject'),
    expected: ['undefined'],
    run: async (s) => {
      await s.put('123456789', { ChecksumSHA256: SHA256 });
      return [`${(await s.head()).ChecksumSHA256}`];
    },
  },
  {
    name: 'crc32-as-computed-by-the-client',
    reference: REFERENCE,
    expected: [CRC32, CRC32],
    run: async (s) => {
      const put = await s.put('123456789', { ChecksumAlgorithm: 'CRC32' });
      return [`${put.ChecksumCRC32}`, `${(await s.head({ ChecksumMode: 'ENABLED' })).ChecksumCRC32}`];
    },
  },
  {
    name: 'crc64nvme-is-kept-and-answered',
    reference: REFERENCE,
    expected: [CRC64NVME, CRC64NVME],
    run: async (s) => {
      const put = await s.put('123456789', { ChecksumCRC64NVME: CRC64NVME });
      return [`${put.ChecksumCRC64NVME}`, `${(await s.head({ ChecksumMode: 'ENABLED' })).ChecksumCRC64NVME}`];
    },
  },
  {
    name: 'wrong-checksums-store-nothing',
    reference: api('ErrorResponses'),
    expected: ['400 BadDigest', '400 BadDigest', '400 BadDigest', '404 NoSuchKey'],
    run: async (s) => [
      await outcome(s.put('abc', { ChecksumSHA256: SHA256 })),
      await outcome(s.put('abc', { ChecksumCRC32: CRC32 })),
      await outcome(s.put('abc', { ChecksumCRC64NVME: CRC64NVME })),
      await outcome(s.get()),
    ],
  },
  {
    name: 'content-md5-is-checked',
    reference: api('ErrorResponses'),
    expected: ['400 BadDigest', '400 InvalidDigest', '200'],
    run: async (s) => [
      await outcome(s.put('abc', { ContentMD5: Buffer.alloc(16).toString('base64') })),
      await outcome(s.put('abc', { ContentMD5: 'not-a-digest' })),
      await outcome(s.put('abc', { ContentMD5: 'kAFQmDzST7DWlj99KOF/cg==' })), // RFC 1321, A.5
    ],
  },
  {
    name: 'copy-keeps-the-checksum',
    reference: REFERENCE,
    expected: [SHA256],
    run: async (s) => {
      await s.put('123456789', { ChecksumSHA256: SHA256 });
      await s.copy(`${s.Key}-copy`);
      return [`${(await s.head({ Key: `${s.Key}-copy`, ChecksumMode: 'ENABLED' })).ChecksumSHA256}`];
    },
  },
]);
