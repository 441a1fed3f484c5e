import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { SlotPort } from '../app/ports.ts';

const FIVE_MINUTES = 300;

/** Upload slots into quarantine: exact key, exact size, declared media type. */
export const s3Slots = (Bucket: string, client = new S3Client({})): SlotPort => ({
  async slot({ key, mediaType, size }) {
    const { url, fields } = await createPresignedPost(client, {
      Bucket,
      Key: key,
      Fields: { 'Content-Type': mediaType },
      Conditions: [{ key }, { 'Content-Type': mediaType }, ['content-length-range', size, size]],
      Expires: FIVE_MINUTES,
    });
    return { url, fields };
  },
});
