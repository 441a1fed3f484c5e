import { docs } from '../contract/docs.ts';
import { openApiDocument } from '../contract/openapi/document.ts';
import { ok } from '../core/result.ts';
import { publicHandler } from '../shared/command.ts';

const body = openApiDocument();

/** The API as OpenAPI 3.1; public. */
export const handler = publicHandler(docs.openapi, async () => ok({ status: 200, body }));
