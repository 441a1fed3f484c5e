import type { Reason } from '../../core/inspection/codes.ts';
import type { Content } from '../../core/inspection/facts.ts';
import { exifDpi } from './exif.ts';
import { pixelFault, statedDpi } from './pixels.ts';
import { damaged, GivenUp, type Work } from './work.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly dpi: number | undefined;
  readonly end: number;
}

/** Reads a JPEG marker by marker up to its end (ITU-T T.81, annex B), without decoding its pixels. */
export const readJpeg = (bytes: Buffer, work: Work): Content => {
  const findings: Reason[] = [];
  let main: Picture | undefined;
  try {
    main = pictureAt(bytes, 0, work);
    const fault = pixelFault(main.width, main.height, work.limits);
    if (fault) findings.push(fault);
    const end = behindFollowers(bytes, main.end, work);
    if (end < bytes.length) {
      findings.push({ code: 'trailing-data', detail: `${bytes.length - end} bytes after the end` });
    }
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    findings.push({ code: error.code, detail: error.message });
  }
  if (!main) return { mediaType: 'image/jpeg', findings };
  const scans = [
    {
      page: 1,
      dpi: statedDpi(main.dpi, main.width, main.height),
      colour: main.components > 1,
      text: undefined,
    },
  ];
  return { mediaType: 'image/jpeg', findings, pages: 1, scans };
};

/** Cameras append further pictures (CIPA DC-007) and padding: whole JPEGs and zeros are no foreign data. */
const behindFollowers = (bytes: Buffer, from: number, work: Work): number => {
  let at = from;
  for (let count = 0; count < 16; count += 1) {
    while (bytes[at] === 0) at += 1;
    if (bytes[at] !== 0xff || bytes[at + 1] !== 0xd8 || bytes[at + 2] !== 0xff) return at;
    at = pictureAt(bytes, at, work).end;
  }
  return at;
};

const pictureAt = (bytes: Buffer, start: number, work: Work): Picture => {
  let at = start + 2;
  let frame: Pick<Picture, 'width' | 'height' | 'components'> | undefined;
  let [jfif, exif]: (number | undefined)[] = [];
  for (;;) {
    work.step();
    if (at + 2 > bytes.length) throw damaged('the end is missing');
    if (bytes[at] !== 0xff) throw damaged(`a marker is missing at byte ${at}`);
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) throw damaged('the end is missing');
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (next > bytes.length || next < at + 4) throw damaged('the end is missing');
    const body = bytes.subarray(at + 4, next);
    if (isFrame(marker)) frame = frameOf(body);
    if (marker === 0xe0 && body.toString('latin1', 0, 5) === 'JFIF\0') jfif = jfifDpi(body);
    if (marker === 0xe1 && body.toString('latin1', 0, 6) === 'Exif\0\0')
      exif = exifDpi(body.subarray(6), work);
    if (marker === 0xda && !frame) throw damaged('a scan comes before its frame');
    at = marker === 0xda ? behindScan(bytes, next) : next;
  }
  if (!frame) throw damaged('there is no picture');
  return { ...frame, dpi: jfif ?? exif, end: at + 2 };
};

/** SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const frameOf = (body: Buffer): Pick<Picture, 'width' | 'height' | 'components'> => {
  if (body.length < 6) throw damaged('the frame cannot be read');
  return { height: body.readUInt16BE(1), width: body.readUInt16BE(3), components: body[5] ?? 0 };
};

const jfifDpi = (body: Buffer): number | undefined => {
  if (body.length < 12) return undefined;
  const unit = body[7];
  const lower = Math.min(body.readUInt16BE(8), body.readUInt16BE(10));
  if (lower === 0 || (unit !== 1 && unit !== 2)) return undefined;
  return Math.round(unit === 2 ? lower * 2.54 : lower);
};

/** Entropy-coded data ends at the first marker that is neither a stuffed byte nor a restart. */
const behindScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw damaged('the end is missing');
};
