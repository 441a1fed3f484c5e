import { deflateSync } from 'node:zlib';
import { type Case, EICAR } from './case.ts';
import { grayJpeg, png, pngChunk, pngDensity, pngHeader, pngOf, segment, tiff } from './imageBytes.ts';
import { classic, onePage } from './pdfBytes.ts';
import { docx, docxEntries, zip } from './zipBytes.ts';

const of =
  (ending: string) =>
  (title: string, bytes: Case['bytes'], codes: readonly string[] = [], more: Partial<Case> = {}): Case => ({
    ...{ title, ending, bytes, codes },
    ...more,
  });
const [jpg, pngs, tif, doc, xml] = [of('jpg'), of('png'), of('tif'), of('docx'), of('xml')];
const text = (content: string) => () => Buffer.from(content);
const photo = () => grayJpeg(3000, 4000);
const page = { pages: 1, warnings: [] };
const unknown = { pages: 1, dpi: null, warnings: ['dpi-unknown'] };
const archive = () => zip([{ name: 'a.txt', data: 'a' }]);
/** A directory of camera pictures: 72 dpi, as the standard says for "unknown". */
const exif72 = segment(
  0xe1,
  Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    Buffer.from(
      '4949 2a00 0800 0000 0300 1a01 0500 0100 0000 3200 0000 1b01 0500 0100 0000 3200 0000 2801 0300 0100 0000 0200 0000 0000 0000'.replace(
        / /g,
        '',
      ),
      'hex',
    ),
    Buffer.from('4800000001000000', 'hex'),
  ]),
);

const images: Case[] = [
  jpg('photo without a resolution', photo, [], unknown),
  jpg('scan of 300 dpi', () => grayJpeg(2480, 3508, { dpi: 300 }), [], { ...page, dpi: 300 }),
  jpg('scan of 250 dpi', () => grayJpeg(2067, 2923, { dpi: 250 }), [], {
    pages: 1,
    dpi: 250,
    warnings: ['dpi-below-advised'],
  }),
  jpg('scan of 150 dpi', () => grayJpeg(1240, 1754, { dpi: 150 }), ['dpi-low'], { dpi: 150 }),
  jpg('photo of a camera that writes 72', () => grayJpeg(3000, 4000, { dpi: 72 }), [], unknown),
  jpg('photo of a camera with Exif', () => grayJpeg(3000, 4000, { extra: [exif72] }), [], unknown),
  jpg('small picture of 72 dpi', () => grayJpeg(600, 800, { dpi: 72 }), ['dpi-low']),
  jpg('progressive', () => grayJpeg(2480, 3508, { dpi: 300, progressive: true }), [], { ...page, dpi: 300 }),
  jpg('CMYK', () => grayJpeg(2480, 3508, { dpi: 300, components: 4 }), [], { ...page, dpi: 300 }),
  jpg('grey', () => grayJpeg(2480, 3508, { dpi: 300, components: 1 }), [], {
    pages: 1,
    warnings: ['colour-missing'],
  }),
  of('JPEG')('ending in capitals', photo, [], unknown),
  jpg(
    'a second picture of the camera and padding behind it',
    () => Buffer.concat([photo(), grayJpeg(160, 120), Buffer.alloc(64)]),
    [],
    unknown,
  ),
  jpg('cut off', () => photo().subarray(0, -500), ['damaged']),
  jpg('a ZIP behind it', () => Buffer.concat([photo(), archive()]), ['trailing-data', 'polyglot']),
  jpg('a ZIP in its comment', () => grayJpeg(64, 64, { extra: [segment(0xfe, archive())] }), ['polyglot']),
  jpg(
    'HTML in its comment',
    () => grayJpeg(64, 64, { extra: [segment(0xfe, Buffer.from('<HTML><ScRipt>alert(1)</script>'))] }),
    ['polyglot'],
  ),
  jpg('a PDF in its comment', () => grayJpeg(64, 64, { extra: [segment(0xfe, classic(onePage()))] }), [
    'polyglot',
  ]),
  jpg('really a PNG', () => png(64, 64), ['media-type']),
  jpg('really a PDF', () => classic(onePage()), ['media-type']),
  jpg('a script', text('<?php echo 1; ?>'), ['media-type', 'damaged']),
  pngs('without a resolution', () => png(800, 600), [], unknown),
  pngs('scan of 300 dpi', () => png(800, 600, 300), [], { ...page, dpi: 300 }),
  pngs('scan of 150 dpi', () => png(800, 600, 150), ['dpi-low'], { dpi: 150 }),
  pngs(
    'interlaced',
    () =>
      pngOf(
        pngChunk('IHDR', Buffer.from('0000000900000007080200' + '0001', 'hex')),
        pngDensity(300),
        pngChunk('IDAT', deflateSync(Buffer.alloc(9 * 7 * 3 + 16))),
      ),
    [],
    page,
  ),
  pngs(
    '20,000 x 20,000',
    () => pngOf(pngHeader(20_000, 20_000), pngChunk('IDAT', deflateSync(Buffer.alloc(1000)))),
    ['pixel-limit'],
  ),
  pngs(
    'a header that promises terapixels',
    () => pngOf(pngHeader(0x7fffffff, 0x7fffffff), pngChunk('IDAT', deflateSync(Buffer.alloc(10)))),
    ['pixel-limit'],
  ),
  pngs(
    'more pixels than the header says',
    () => pngOf(pngHeader(10, 10), pngChunk('IDAT', deflateSync(Buffer.alloc(50_000_000)))),
    ['expansion-limit'],
  ),
  pngs(
    'fewer pixels than the header says',
    () => pngOf(pngHeader(100, 100), pngChunk('IDAT', deflateSync(Buffer.alloc(10)))),
    ['damaged'],
  ),
  pngs(
    'a wrong checksum',
    () => Buffer.from(png(64, 64).map((byte, index) => (index === 30 ? byte ^ 1 : byte))),
    ['damaged'],
  ),
  pngs('cut off', () => png(640, 640).subarray(0, -20), ['damaged']),
  pngs('data behind the end', () => Buffer.concat([png(64, 64), Buffer.from('MZ')]), ['trailing-data']),
  pngs(
    'HTML in its text',
    () =>
      pngOf(
        pngHeader(1, 1),
        pngChunk('tEXt', Buffer.from('a\0<script>alert(1)</script>')),
        pngChunk('IDAT', deflateSync(Buffer.alloc(4))),
      ),
    ['polyglot'],
  ),
  tif(
    'three pages',
    () =>
      tiff([
        { dpi: 300, colour: true },
        { dpi: 300, colour: true },
        { dpi: 300, colour: true },
      ]),
    [],
    { pages: 3, dpi: 300, warnings: [] },
  ),
  tif('black and white', () => tiff([{ dpi: 300 }]), [], { pages: 1, warnings: ['colour-missing'] }),
  tif('one coarse page', () => tiff([{ dpi: 300 }, { dpi: 150 }]), ['dpi-low'], { pages: 2, dpi: 150 }),
  tif('cut off', () => tiff([{ dpi: 300 }, { dpi: 300 }]).subarray(0, -30), ['damaged']),
  tif('directories in a circle', () => {
    const file = tiff([{ dpi: 300 }]);
    file.writeUInt32LE(file.readUInt32LE(4), file.length - 4);
    return file;
  }, ['damaged']),
  of('gif')('a GIF', () => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), ['media-type']),
  of('pdf')('a GIF named PDF', () => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), ['media-type']),
];

const DOCM = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const documents: Case[] = [
  doc('ordinary', () => docx(), [], { pages: null, dpi: null, warnings: [] }),
  doc('with a link that is clicked', () => docx({ relations: [['hyperlink', 'https://example.vn', true]] })),
  doc('with a chart and its numbers', () =>
    docx({
      more: [
        {
          name: 'word/charts/_rels/chart1.xml.rels',
          data: '<Relationships><Relationship Type="x/package" Target="../embeddings/a.xlsx"/></Relationships>',
        },
      ],
    }),
  ),
  doc('words about DDE', () => docx({ body: '<w:p><w:r><w:t>DDEAUTO</w:t></w:r></w:p>' })),
  doc('zip bomb', () => docx({ more: [{ name: 'word/media/a.png', data: Buffer.alloc(40_000_000) }] }), [
    'expansion-limit',
  ]),
  doc(
    'a bomb of many small entries',
    () =>
      docx({
        more: Array.from({ length: 40 }, (_, n) => ({
          name: `word/media/${n}.png`,
          data: Buffer.alloc(1_000_000),
        })),
      }),
    ['expansion-limit'],
  ),
  doc(
    'zip bomb that lies about its size',
    () => docx({ more: [{ name: 'word/media/a.png', data: Buffer.alloc(4_000_000), size: 10 }] }),
    ['damaged'],
  ),
  doc(
    'macros',
    () =>
      docx({
        main: DOCM,
        relations: [['vbaProject', 'vbaProject.bin']],
        more: [{ name: 'word/vbaProject.bin', data: 'x' }],
      }),
    ['docx-macro'],
  ),
  doc(
    'a macro project without a word about it',
    () => docx({ more: [{ name: 'word/vbaProject.bin', data: 'x' }] }),
    ['docx-macro'],
  ),
  doc(
    'a template from outside',
    () => docx({ relations: [['attachedTemplate', 'https://example.vn/a.dotm', true]] }),
    ['docx-external'],
  ),
  doc('an image from outside', () => docx({ relations: [['image', '\\\\host\\a.png', true]] }), [
    'docx-external',
  ]),
  doc('a link to a local program', () => docx({ relations: [['hyperlink', 'file:///c:/a.exe', true]] }), [
    'docx-external',
  ]),
  doc(
    'an embedded object',
    () =>
      docx({
        relations: [['oleObject', 'embeddings/oleObject1.bin']],
        more: [{ name: 'word/embeddings/oleObject1.bin', data: 'x' }],
      }),
    ['docx-embedded'],
  ),
  doc(
    'a field that starts a program, in pieces',
    () =>
      docx({
        body: '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\a.exe</w:instrText></w:r></w:p>',
      }),
    ['docx-field'],
  ),
  doc('a document type in a part', () => docx({ prolog: '<!DOCTYPE x [<!ENTITY a "b">]>' }), ['xml-doctype']),
  doc('a part that is no XML', () => docx({ body: '<w:p>' }), ['damaged']),
  doc('a wrong checksum', () => docx({ more: [{ name: 'word/media/a.png', data: 'x', sum: 1 }] }), [
    'damaged',
  ]),
  doc('an encrypted entry', () => docx({ more: [{ name: 'word/media/a.png', data: 'x', flags: 0x801 }] }), [
    'encrypted',
  ]),
  doc(
    'a password',
    () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(600),
      ]),
    ['encrypted'],
  ),
  doc('an entry twice', () => zip([...docxEntries(), { name: 'Word/document.xml', data: '<a/>' }]), [
    'damaged',
  ]),
  doc('cut off', () => docx().subarray(0, -40), ['damaged']),
  doc('data behind the end', () => Buffer.concat([docx(), Buffer.from('MZ')]), ['trailing-data']),
  doc('the EICAR test file, compressed', () => docx({ more: [{ name: 'word/media/a.png', data: EICAR }] }), [
    'malware',
  ]),
  doc('only a ZIP', archive, ['media-type']),
];

const SIGNED =
  '<HoSo xmlns="urn:x"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:KeyInfo><ds:X509Data><ds:X509SubjectName>CN=Nguyễn Văn A,O=Sở Xây dựng</ds:X509SubjectName></ds:X509Data></ds:KeyInfo></ds:Signature></HoSo>';
const bomb = [
  '<!DOCTYPE l [<!ENTITY a0 "lol">',
  ...Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`),
  ']><l>&a9;</l>',
].join('');
const markup: Case[] = [
  xml('ordinary', text('<?xml version="1.0" encoding="UTF-8"?>\n<HoSo><Ten>Sở Xây dựng</Ten></HoSo>'), [], {
    pages: null,
    warnings: [],
  }),
  xml('with a byte order mark, without a declaration', () =>
    Buffer.concat([Buffer.from('efbbbf', 'hex'), Buffer.from('<HoSo>Sở</HoSo>')]),
  ),
  xml('UTF-16', () =>
    Buffer.concat([
      Buffer.from('fffe', 'hex'),
      Buffer.from('<?xml version="1.0" encoding="UTF-16"?><HoSo>Sở</HoSo>', 'utf16le'),
    ]),
  ),
  xml('words about a document type', text('<a><![CDATA[<!DOCTYPE x>]]></a>')),
  xml('signed', text(SIGNED), [], { signatures: 1 }),
  xml(
    'an external entity',
    text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    ['xml-doctype'],
  ),
  xml(
    'an external entity in UTF-16',
    () =>
      Buffer.concat([
        Buffer.from('fffe', 'hex'),
        Buffer.from('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'utf16le'),
      ]),
    ['xml-doctype'],
  ),
  xml('a billion laughs', text(bomb), ['xml-doctype']),
  xml('an entity nobody declared', text('<a>&x;</a>'), ['damaged']),
  xml('not well-formed', text('<?xml version="1.0"?><a><b></a>'), ['damaged']),
  xml('an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), [
    'media-type',
    'xml-active',
  ]),
  xml('HTML inside', text('<a><h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></a>'), [
    'xml-active',
  ]),
  xml('a style sheet', text('<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="a.xsl"?><a/>'), [
    'xml-active',
  ]),
  xml('elements ten thousand deep', text(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`), ['damaged']),
  of('com')('the EICAR test file by itself', text(EICAR), ['malware', 'media-type']),
];

const LONG = 'Bản vẽ thiết kế xây dựng công trình đợt hai ';
const word = { bytes: () => classic(onePage()), ending: 'pdf' };
/** As many whole letters as fit into 255 bytes, decomposed. */
const longest = (() => {
  let name = '';
  for (const letter of LONG.repeat(10)
    .normalize('NFD')
    .match(/\P{M}\p{M}*/gu) ?? []) {
    if (Buffer.byteLength(`${name}${letter}`) > 251) break;
    name += letter;
  }
  return `${name.trimEnd().padEnd(name.length, 'a')}.pdf`;
})();

/** What the name or the declaration decides. */
const declarations: Case[] = [
  { ...word, title: 'a Vietnamese name of 255 bytes in decomposed letters', name: longest, codes: [] },
  { ...word, title: 'a name that turns its direction', name: 'don\u202efdp.pdf', codes: ['name'] },
  { ...word, title: 'a control character in the name', name: 'don\u0007.pdf', codes: ['name'] },
  { ...word, title: 'a path as a name', codes: ['name'], declared: { name: '../../etc/a.pdf' } },
  { ...word, title: 'a path of Windows as a name', codes: ['name'], declared: { name: 'C:\\a.pdf' } },
  { ...word, title: 'a name of 256 bytes', codes: ['name'], declared: { name: `${'a'.repeat(252)}.pdf` } },
  { ...word, title: 'no ending', name: 'donxin', codes: ['media-type'] },
  { ...word, title: 'two endings', name: 'don.pdf.docx', codes: ['media-type'] },
  { ...word, title: 'an ending that does not fit', codes: ['extension'], declared: { name: 'don.xml' } },
  { ...word, title: 'another size', codes: ['size'], declared: { size: 7 } },
  { ...word, title: 'another hash', codes: ['sha256'], declared: { sha256: 'f'.repeat(64) } },
  { ...word, title: 'another type', codes: ['media-type'], declared: { mediaType: 'image/png' } },
  { ...word, title: 'the same file a second time', codes: [] },
];

export const otherCases: readonly Case[] = [...images, ...documents, ...markup, ...declarations];
