import type { FunctionSpec, Operation } from './manifest.ts';

/** Printing takes a whole processor; the typeface travels in the bundle. */
const printing = { context: 'forms', memory: 1769, fonts: true } as const;

/** One form as links; a presigned link uses the signer's own right to the version. */
export const getForm: Operation = {
  context: 'forms',
  name: 'getForm',
  route: 'GET /dossiers/{id}/forms/{n}',
  auth: 'jwt',
  memory: 512,
  timeout: 15,
  bind: { state: ['GetItem', 'Query'], archive: ['GetObjectVersion'] },
};

/** The tracking book: prints a month of hundreds of rows within one request. */
export const book: Operation = {
  ...printing,
  name: 'book',
  route: 'GET /books/07',
  auth: 'jwt',
  timeout: 25,
  bind: {
    state: ['GetItem', 'BatchGetItem', 'Query'],
    // Puts only what is not there yet, and links to it.
    archive: ['PutObject', 'GetObject', 'GetObjectVersion'],
  },
};

/** Every form once, after the transition that issued it. */
export const renderForm: FunctionSpec = {
  ...printing,
  name: 'renderForm',
  trigger: { event: 'formIssued' },
  timeout: 60,
  bind: {
    state: ['GetItem', 'Query', 'UpdateItem'],
    event: ['Query'],
    archive: ['PutObject', 'GetObject'],
  },
};
