import { problems } from '../../core/dossier/problems.ts';
import { statusNames } from '../../core/dossier/status.ts';
import { contract } from '../index.ts';
import { both, operationObject } from './operation.ts';
import { Schemas } from './schemas.ts';

const description = `Hồ sơ một cửa: tiếp nhận, thẩm định, trả kết quả. Trang để đọc: \`/docs\`.

The one-stop shop: intake, review, return. A page to read: \`/docs\`.

- Văn bản được chuẩn hóa NFC và bỏ khoảng trắng hai đầu trước khi đo độ dài; trường lạ bị từ chối. / Text is brought to NFC and trimmed before it is measured; an unknown field is refused.
- Mọi POST (trừ xin lại ô tải tệp) cần \`Idempotency-Key\`: gửi lại cùng khóa và cùng nội dung thì nhận lại câu trả lời cũ. / Every POST but the renewal of a slot needs \`Idempotency-Key\`: the same key with the same request gets the same answer.
- Câu trả lời có thể có thêm trường trong tương lai. / Answers may gain fields: ignore what you do not know.
- Hồ sơ không phải của bạn: 404. / What is not yours does not exist: 404.`;

/** The API as OpenAPI 3.1, made of the contract that the handlers validate by. */
export const openApiDocument = () => {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { name, operations } of contract) {
    for (const [id, operation] of Object.entries(operations)) {
      const [method = '', path = ''] = operation.route.split(' ');
      paths[path] = {
        ...paths[path],
        [method.toLowerCase()]: operationObject(schemas, name, id, operation),
      };
    }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Một cửa', version: '1.0.0', description },
    servers: [{ url: '/' }],
    tags: contract.map(({ name, title }) => ({ name, description: both(title) })),
    paths,
    components: {
      schemas: schemas.named,
      parameters,
      headers,
      securitySchemes: {
        bearer: {
          ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          description:
            'Claims: `sub`, `roles`, và `unit` của cán bộ / `sub`, `roles`, and the `unit` of staff',
        },
      },
    },
    'x-problem-codes': Object.entries(problems).map(([reason, { number, status, vi, en }]) => ({
      ...{ code: `MC-${number}`, reason, status, vi, en },
    })),
    'x-national-statuses': Object.entries(statusNames).map(([status, { vi, en }]) => ({
      ...{ status: Number(status), vi, en },
    })),
  };
};

const parameters = {
  IdempotencyKey: {
    ...{ name: 'Idempotency-Key', in: 'header', required: true },
    description: 'Tên của yêu cầu này, do bạn đặt / the name that you give this very request',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
  },
  IfMatch: {
    ...{ name: 'If-Match', in: 'header', required: false },
    description: 'ETag bạn đã thấy; bản cũ bị từ chối / the ETag that you saw; a stale one is refused',
    schema: { type: 'string', pattern: '^(\\*|(W/)?"\\d{1,9}")$' },
  },
};

const headers = {
  ETag: {
    description: 'Bản của hồ sơ, dùng cho If-Match / version of the dossier, for If-Match',
    schema: { type: 'string' },
  },
  RetryAfter: { description: 'Giây / seconds', schema: { type: 'integer' } },
};
