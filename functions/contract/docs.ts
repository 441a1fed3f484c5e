import * as z from 'zod';
import { get, none } from './operation.ts';

/** Tài liệu: the API about itself. */
export const docs = {
  openapi: get({
    route: 'GET /openapi.json',
    summary: { vi: 'Tài liệu này, OpenAPI 3.1', en: 'This document, OpenAPI 3.1' },
    by: 'public',
    path: none,
    query: none,
    answers: {
      200: { text: { vi: 'OpenAPI', en: 'OpenAPI' }, schema: z.looseObject({ openapi: z.literal('3.1.1') }) },
    },
  }),
  docsPage: get({
    route: 'GET /docs',
    summary: { vi: 'Trang tài liệu để đọc và in', en: 'The same as a page to read and print' },
    by: 'public',
    path: none,
    query: none,
    answers: {
      200: { text: { vi: 'Trang HTML', en: 'An HTML page' }, schema: z.string(), mediaType: 'text/html' },
    },
  }),
};
