import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '../../functions/contract/openapi/document.ts';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { broken } from '../support/contract.ts';

/** The API about itself, over the wire and without a token. */
let cloud: Cloud;
beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

test('the document that is served is the one that the handlers are made of', async () => {
  const { status, body } = await call(cloud, 'GET', '/openapi.json');
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('the page is HTML whose only style is the one that its policy allows', async () => {
  const response = await fetch(`${cloud.apiUrl}/docs`);
  const html = await response.text();
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(html) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(response.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  expect(broken('GET', '/docs', { status: response.status, mediaType, etag: false, body: html })).toEqual([]);
  expect(html).toContain('<html lang="vi">');
});

test('a parameter that nobody knows is named', async () => {
  const { status, body } = await call(cloud, 'GET', '/docs?theme=dark');
  expect(status).toBe(400);
  expect(body.errors).toEqual([{ field: '/theme', detail: 'unknown field' }]);
});
