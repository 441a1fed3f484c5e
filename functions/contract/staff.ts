import * as z from 'zod';
import { clearances, roles } from '../core/dossier/status.ts';
import { codeStem } from '../core/procedure/index.ts';
import { lendable } from '../core/rights/staff.ts';
import { cursor, day, line, sentence, subjectField, subjectPath } from './fields.ts';
import { get, none, post } from './operation.ts';

/** Codes of the procedures that a right covers. */
const scope = z.union([z.literal('all'), z.array(z.string().max(40).transform(codeStem)).min(1).max(500)]);
const role = z.enum(roles);

/** An entry of the staff directory, as it is written. */
const profile = z.strictObject({
  name: line(200),
  title: line(200).optional(),
  phone: line(40).optional(),
  roles: z.array(role).max(roles.length),
  procedures: scope.default('all'),
  clearance: z.enum(clearances).default('ordinary'),
  active: z.boolean().default(true),
  capacity: z.int().positive().max(10_000).optional(),
});
/** A delegation, as it is made. Days are local and inclusive. */
const delegation = z.strictObject({
  kind: z.enum(['delegation', 'absence']),
  to: subjectField,
  roles: z.array(role).min(1).max(roles.length),
  procedures: scope.default('all'),
  first: day,
  last: day,
  legalBasis: sentence,
});

const codes = z.union([z.literal('all'), z.array(z.string())]);
const held = {
  ...{ roles: z.array(role), procedures: codes, clearance: z.enum(clearances), active: z.boolean() },
  capacity: z.int().optional(),
};
const entry = z
  .strictObject({ subject: z.string(), unit: z.string(), ...held })
  .meta({ id: 'StaffEntry', description: 'Cán bộ, không có tên / a member of staff, without the name' });
const staffPage = z
  .strictObject({
    unit: z.string(),
    items: z.array(
      z.strictObject({
        ...{ subject: z.string(), name: z.string(), ...held },
        ...{ title: z.string().optional(), phone: z.string().optional() },
        withoutStandIn: z
          .array(role)
          .describe('Chỉ một người giữ và chưa ai thay thế / held by this person alone, nobody stands in'),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'StaffPage', description: 'Một trang danh bạ cán bộ / a page of the directory' });
const loan = z
  .strictObject({
    ...{ id: z.string(), kind: z.enum(['delegation', 'absence']), from: z.string(), to: z.string() },
    ...{ roles: z.array(role), procedures: codes, first: day, last: day, legalBasis: z.string() },
    state: z.enum(['valid', 'notYet', 'expired', 'revoked']),
  })
  .meta({ id: 'Delegation', description: 'Ủy quyền, người thay thế / rights lent to another' });
const loanPage = z
  .strictObject({ items: z.array(loan), next: z.string().optional() })
  .meta({ id: 'DelegationPage' });
const count = z.int().nonnegative();
const workload = z
  .strictObject({
    ...{ unit: z.string(), role, mean: z.number() },
    items: z.array(
      z.strictObject({
        ...{ subject: z.string(), open: count, overdue: count, dueToday: count },
        ...{ capacity: z.int().optional(), overloaded: z.boolean() },
      }),
    ),
  })
  .meta({ id: 'Workload', description: 'Khối lượng việc từng người / what each person has in hand' });

const keepers = ['headOfOneStop', 'administrator'] as const;
const heads = ['headOfOneStop', 'departmentLeader', 'administrator'] as const;
const refusals = ['ROLE_NOT_ALLOWED', 'STAFF_INACTIVE', 'NOT_FOUND'] as const;

/** Cán bộ: the directory, delegation, workload. */
export const staff = {
  listStaff: get({
    route: 'GET /staff',
    summary: { vi: 'Danh bạ cán bộ của đơn vị', en: 'The staff directory of the unit' },
    by: keepers,
    path: none,
    query: z.strictObject({ cursor: subjectField.optional() }),
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: staffPage } },
    problems: refusals,
  }),
  putStaff: post({
    route: 'POST /staff/{subject}',
    summary: { vi: 'Ghi thông tin một cán bộ', en: 'Write the whole entry of a person' },
    by: keepers,
    path: subjectPath,
    query: none,
    body: profile,
    example: { name: 'Nguyễn Thị Thẩm', roles: ['appraiser'], procedures: ['1.013236'], capacity: 40 },
    answers: { 200: { text: { vi: 'Đã ghi', en: 'Written' }, schema: entry } },
    problems: [...refusals, 'NOT_YOURS_TO_GIVE'],
  }),
  listDelegations: get({
    route: 'GET /staff/{subject}/delegations',
    summary: { vi: 'Ủy quyền của và cho một cán bộ', en: 'What a person has lent and been lent' },
    by: ['unitStaff'],
    path: subjectPath,
    query: z.strictObject({ cursor }),
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: loanPage } },
    problems: refusals,
  }),
  delegate: post({
    route: 'POST /staff/{subject}/delegations',
    summary: {
      vi: 'Ủy quyền hoặc cử người thay thế (NĐ 61/2018 Đ12.8)',
      en: 'Lend rights of the person in the path to another, from one day to another',
    },
    by: ['unitStaff'],
    path: subjectPath,
    query: none,
    body: delegation,
    example: {
      ...{ kind: 'absence', to: 'appraiser-2', roles: ['appraiser'], procedures: 'all' },
      ...{ first: '2026-11-23', last: '2026-11-27', legalBasis: 'QĐ 12/QĐ-SXD' },
    },
    answers: { 201: { text: { vi: 'Đã ủy quyền', en: 'Lent' }, schema: loan } },
    problems: [...refusals, 'NOT_YOURS_TO_GIVE', 'STAFF_UNKNOWN'],
  }),
  revokeDelegation: post({
    route: 'POST /staff/{subject}/delegations/{id}/revoke',
    summary: { vi: 'Thu hồi ủy quyền', en: 'End a delegation at once' },
    by: ['unitStaff'],
    path: subjectPath.extend({ id: z.string().regex(/^[\w-]{1,64}$/) }),
    query: none,
    body: none,
    answers: { 200: { text: { vi: 'Đã thu hồi', en: 'Revoked' }, schema: loan } },
    problems: refusals,
  }),
  workload: get({
    route: 'GET /workload',
    summary: { vi: 'Khối lượng việc theo vai trò', en: 'What each holder of a role has in hand' },
    by: [...heads, 'divisionHead'],
    path: none,
    query: z.strictObject({ role: z.enum(lendable) }),
    answers: { 200: { text: { vi: 'Khối lượng việc', en: 'The workload' }, schema: workload } },
    problems: refusals,
  }),
};
