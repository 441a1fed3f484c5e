import { encode } from 'uqr';
import type { QrEncoder } from '../../core/forms/index.ts';

/** QR codes with a quarter of redundancy (level M): a folded or stained slip still reads. */
export const encodeQr: QrEncoder = (text) => encode(text, { ecc: 'M', border: 0 }).data;
