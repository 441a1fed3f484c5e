import { docs } from '../contract/docs.ts';
import { docsPage } from '../contract/page/index.ts';
import { ok } from '../core/result.ts';
import { pageHandler } from '../shared/api.ts';
import { inputOf } from '../shared/request.ts';

const page = docsPage();

/** The API as a page to read and print; public. */
export const handler = pageHandler(async (event) => {
  const read = inputOf(docs.docsPage, event);
  return read.ok ? ok(page) : read;
});
