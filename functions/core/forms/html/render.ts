import type { FormDocument } from '../document.ts';
import type { QrEncoder } from '../qr.ts';
import { blockHtml } from './blocks.ts';
import { escapeHtml } from './escape.ts';
import { styleOf } from './style.ts';

/** A form as one HTML page without scripts or outside resources, made to be printed (A5; the book A4 landscape). */
export const renderHtml = (document: FormDocument, qr: QrEncoder): string => `<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="form" content="${escapeHtml(document.layout)}">
<title>${escapeHtml(document.title)}</title>
<style>${styleOf(document)}
</style>
</head>
<body>
<main>
${document.blocks.map((block) => blockHtml(block, qr)).join('\n')}
</main>
</body>
</html>
`;
