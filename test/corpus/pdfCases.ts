import { PDFDocument } from 'pdf-lib';
import { type Case, EICAR, plain } from './case.ts';
import {
  classic,
  compressed,
  flate,
  linearised,
  onePage,
  revised,
  scans,
  streamObject,
  withStray,
} from './pdfBytes.ts';

const pdf = (
  title: string,
  bytes: Case['bytes'],
  codes: readonly string[],
  more: Partial<Case> = {},
): Case => ({
  ...{ title, ending: 'pdf', bytes, codes },
  ...(codes.length === 0 && { warnings: plain, pages: 1, dpi: null }),
  ...more,
});
const good = () => classic(onePage());
const action = (dict: string) => classic(onePage({ catalog: '/OpenAction 6 0 R', more: [dict] }));
const link = (dict: string) =>
  classic(
    onePage({
      page: '/Annots [6 0 R]',
      more: [`<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${dict} >>`],
    }),
  );
const encrypted = (dict: string) => classic([...onePage(), dict], '/Encrypt 6 0 R /ID [<00> <00>]');
const hex = (bytes: number) => `<${'5a'.repeat(bytes)}>`;
const fromLibrary = async (useObjectStreams: boolean): Promise<Buffer> => {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle('Bản vẽ');
  document.addPage([595, 842]).drawRectangle({ x: 60, y: 60, width: 475, height: 722 });
  return Buffer.from(await document.save({ useObjectStreams }));
};
const SIGNATURE =
  '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name <feff004e0067007500791ec5006e> /ByteRange [0 1 2 3] /Contents <3000> >>';
const signed = () =>
  revised(good(), {
    1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> >>',
    6: SIGNATURE,
    7: '<< /FT /Sig /T (Signature1) /V 6 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R >>',
  });
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description pdfaid:part="2" pdfaid:conformance="B"/></x:xmpmeta>';
const attached = '<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>';
const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

/** Good files of several writers. */
const goodOnes: Case[] = [
  pdf('words, classic table', good, []),
  pdf('words, object streams', () => compressed(onePage()), []),
  pdf('pdf-lib with object streams', () => fromLibrary(true), []),
  pdf('pdf-lib without object streams', () => fromLibrary(false), []),
  pdf('laid out for the web: two tables, two ends', () => linearised(onePage()), []),
  pdf(
    'an incremental update: two ends',
    () => revised(good(), { 4: streamObject('', 'BT /F1 12 Tf (two) Tj ET') }),
    [],
  ),
  pdf('a digital signature in a second revision', signed, [], { signatures: 1 }),
  pdf('line ends behind the end', () => Buffer.concat([good(), Buffer.from('\r\n\n\0')]), []),
  pdf(
    'claims PDF/A-2b',
    () =>
      classic(
        onePage({ catalog: '/Metadata 6 0 R', more: [streamObject('/Type /Metadata /Subtype /XML', xmp)] }),
      ),
    [],
    { warnings: [], pdfa: '2B' },
  ),
  pdf('a link that is clicked', () => link('<< /S /URI /URI (https://example.vn) >>'), []),
  pdf('opens at a page', () => action('<< /S /GoTo /D [3 0 R /Fit] >>'), []),
  pdf(
    'words about JavaScript in its text',
    () =>
      classic(
        onePage({ contents: streamObject('', 'BT (/S /JavaScript /JS 1 0 obj << /Launch >> endobj) Tj ET') }),
      ),
    [],
  ),
  pdf(
    'an empty tree of attachments',
    () => classic(onePage({ catalog: '/Names << /EmbeddedFiles << /Names [] >> >>' })),
    [],
  ),
  pdf(
    'the length of a stream is a reference',
    () =>
      classic([
        ...onePage().slice(0, 3),
        Buffer.from('<< /Length 6 0 R >>\nstream\nBT ET\nendstream'),
        '<< >>',
        '5',
      ]),
    [],
  ),
  pdf('A4 scan of 300 dpi with text layer', () => classic(scans([{ dpi: 300, text: true }])), [], {
    dpi: 300,
  }),
  pdf('A4 scan of 300 dpi without text layer', () => classic(scans([{ dpi: 300 }])), [], {
    dpi: 300,
    warnings: ['text-layer-missing', 'pdfa-missing'],
  }),
  pdf('A4 scan of 250 dpi', () => classic(scans([{ dpi: 250, text: true }])), [], {
    dpi: 250,
    warnings: ['dpi-below-advised', 'pdfa-missing'],
  }),
  pdf('A4 scan of 200 dpi', () => classic(scans([{ dpi: 200, text: true }])), [], {
    dpi: 200,
    warnings: ['dpi-below-advised', 'pdfa-missing'],
  }),
  pdf('grey scan', () => classic(scans([{ dpi: 300, text: true, colour: false }])), [], {
    dpi: 300,
    warnings: ['colour-missing', 'pdfa-missing'],
  }),
  pdf(
    'a small picture of 50 dpi on a page is no scan',
    () => classic(scans([{ dpi: 25, scale: 0.5, text: true }])),
    [],
  ),
];

/** Damaged, cut off, or more than one file. */
const broken: Case[] = [
  pdf('half of a file', () => good().subarray(0, 400), ['damaged']),
  pdf('the last bytes are missing', () => good().subarray(0, -12), ['damaged']),
  pdf('object stream cut off', () => compressed(onePage()).subarray(0, 500), ['damaged']),
  pdf(
    'startxref points nowhere',
    () =>
      Buffer.from(
        good()
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n7'),
        'latin1',
      ),
    ['damaged'],
  ),
  pdf(
    'no pages',
    () => classic(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
    ['no-pages'],
    { pages: 0 },
  ),
  pdf(
    'a page tree in a circle',
    () => classic(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
    ['damaged'],
  ),
  pdf(
    'a page that is missing',
    () => classic(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [9 0 R] /Count 1 >>']),
    ['damaged'],
  ),
  pdf('values nested a hundred thousand deep', () => classic(onePage({ more: ['['.repeat(100_000)] })), [
    'damaged',
  ]),
  pdf('data before the header', () => Buffer.concat([Buffer.from('MZ\x90\0 stub\n', 'latin1'), good()]), [
    'leading-data',
  ]),
  pdf('data behind the end', () => Buffer.concat([good(), Buffer.from('<script>alert(1)</script>')]), [
    'trailing-data',
  ]),
  pdf('a foreign end behind the end', () => Buffer.concat([good(), Buffer.from('MZ payload %%EOF\n')]), [
    'trailing-data',
  ]),
  pdf('a page of HTML', () => Buffer.from('<!DOCTYPE html><html><body>Bản vẽ</body></html>'), ['media-type']),
  pdf('only the name of a PDF', () => Buffer.from('%PDF-1.7\n'), ['damaged']),
  pdf('zero bytes', () => Buffer.alloc(0), ['empty']),
  pdf('scan of 150 dpi', () => classic(scans([{ dpi: 150, text: true }])), ['dpi-low'], { dpi: 150 }),
  pdf(
    'one coarse page among fine ones',
    () => classic(scans([{ dpi: 300 }, { dpi: 150 }, { dpi: 300 }])),
    ['dpi-low'],
    { dpi: 150, pages: 3 },
  ),
  pdf(
    'an image of 20,000 x 20,000 in a PDF',
    () =>
      classic(
        onePage({
          more: [
            streamObject(
              '/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /BitsPerComponent 8 /ColorSpace /DeviceGray',
              'x',
            ),
          ],
        }),
      ),
    ['pixel-limit'],
  ),
  pdf(
    'a page content that expands without end',
    () => classic([...scans([{ dpi: 300 }]).slice(0, 4), flate('', Buffer.alloc(140_000_000, ' '))]),
    ['expansion-limit'],
  ),
];

const RC4_40 = `<< /Filter /Standard /V 1 /R 2 /O ${hex(32)} /U ${hex(32)} /P -44 >>`;
const AES_128 = `<< /Filter /Standard /V 4 /R 4 /Length 128 /O ${hex(32)} /U ${hex(32)} /P -44 /CF << /StdCF << /CFM /AESV2 >> >> /StmF /StdCF /StrF /StdCF >>`;
const AES_256 = `<< /Filter /Standard /V 5 /R 6 /Length 256 /O ${hex(48)} /U ${hex(48)} /OE ${hex(32)} /UE ${hex(32)} /Perms ${hex(16)} /P -44 /CF << /StdCF << /CFM /AESV3 >> >> /StmF /StdCF /StrF /StdCF >>`;

/** Closed or active. */
const hostile: Case[] = [
  pdf('encrypted with RC4', () => encrypted(RC4_40), ['encrypted'], { pages: 1 }),
  pdf('encrypted with AES-128', () => encrypted(AES_128), ['encrypted']),
  pdf('encrypted with AES-256', () => encrypted(AES_256), ['encrypted']),
  pdf('JavaScript on opening', () => action(SCRIPT), ['pdf-javascript', 'pdf-open-action']),
  pdf(
    'JavaScript with escaped names',
    () => classic(onePage({ more: ['<< /S /J#61vaScript /J#53 (x) >>'] })),
    ['pdf-javascript'],
  ),
  pdf(
    'JavaScript whose kind is a reference',
    () => classic(onePage({ more: ['<< /S 7 0 R /Next null >>', '/JavaScript'] })),
    ['pdf-javascript'],
  ),
  pdf(
    'JavaScript in an object stream',
    () =>
      compressed(
        onePage({ catalog: '/Names << /JavaScript 6 0 R >>', more: [`<< /Names [(x) 7 0 R] >>`, SCRIPT] }),
      ),
    ['pdf-javascript'],
  ),
  pdf(
    'JavaScript in an object stream in hexadecimal',
    () =>
      compressed(onePage({ more: [SCRIPT] }), (dict, data) =>
        streamObject(`${dict} /Filter /ASCIIHexDecode`, `${Buffer.from(data).toString('hex')}>`),
      ),
    ['pdf-javascript'],
  ),
  pdf(
    'JavaScript in a second revision',
    () => revised(good(), { 1: `<< /Type /Catalog /Pages 2 0 R /OpenAction ${SCRIPT} >>` }),
    ['pdf-javascript', 'pdf-open-action'],
  ),
  pdf(
    'JavaScript in a file whose table is broken',
    () =>
      Buffer.from(
        action(SCRIPT)
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n0'),
        'latin1',
      ),
    ['damaged', 'pdf-javascript', 'pdf-open-action'],
  ),
  pdf('JavaScript that no table points to', () => withStray(good(), `9 0 obj ${SCRIPT} endobj\n`), [
    'pdf-javascript',
  ]),
  pdf('a script as a link', () => link('<< /S /URI /URI (javascript:alert\\(1\\)) >>'), ['pdf-javascript']),
  pdf('Launch', () => link('<< /S /Launch /F (cmd.exe) >>'), ['pdf-launch']),
  pdf(
    'Launch with an escaped name in a stream',
    () => compressed(onePage({ more: ['<< /S /L#61unch /F (cmd.exe) >>'] })),
    ['pdf-launch'],
  ),
  pdf(
    'an attached file',
    () =>
      classic(
        onePage({
          catalog: '/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>',
          more: [attached, streamObject('/Type /EmbeddedFile', 'MZ')],
        }),
      ),
    ['pdf-embedded-file'],
  ),
  pdf(
    'a file attached to a page',
    () =>
      classic(
        onePage({
          page: '/Annots [6 0 R]',
          more: ['<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>'],
        }),
      ),
    ['pdf-embedded-file'],
  ),
  pdf('opens a page of the web by itself', () => action('<< /S /URI /URI (http://example.vn) >>'), [
    'pdf-open-action',
  ]),
  pdf(
    'opens a page of the web when a page is shown',
    () => classic(onePage({ page: '/AA << /O << /S /URI /URI (http://example.vn) >> >>' })),
    ['pdf-open-action'],
  ),
  pdf(
    'opens something after a harmless action',
    () => action('<< /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (http://example.vn) >> >>'),
    ['pdf-open-action'],
  ),
  pdf('sends a form on opening', () => action('<< /S /SubmitForm /F (http://example.vn) >>'), [
    'pdf-submit-form',
    'pdf-open-action',
  ]),
  pdf('imports data', () => link('<< /S /ImportData /F (a.fdf) >>'), ['pdf-import-data']),
  pdf(
    'XFA',
    () =>
      classic(
        onePage({
          catalog: '/AcroForm << /Fields [] /XFA [(template) 6 0 R] >>',
          more: [streamObject('', '<xdp/>')],
        }),
      ),
    ['pdf-xfa'],
  ),
  pdf(
    'rich media',
    () =>
      classic(
        onePage({
          page: '/Annots [6 0 R]',
          more: ['<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>'],
        }),
      ),
    ['pdf-rich-media'],
  ),
  pdf('the EICAR test file in a stream', () => classic(onePage({ more: [streamObject('', EICAR)] })), [
    'malware',
  ]),
];

export const pdfCases: readonly Case[] = [...goodOnes, ...broken, ...hostile];
