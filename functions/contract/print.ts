import { openApiDocument } from './openapi/document.ts';

/** `npm run openapi`: the document as it is served. */
process.stdout.write(`${JSON.stringify(openApiDocument(), null, 2)}\n`);
