import { expect, test } from 'vitest';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import { ID, must } from '../core/dossier/support.ts';

const OTHER = must(dossierId('11111111-1111-1111-1111-111111111111'));
const book = { year: 2026, notation: 'GPXD', value: 12 };

/** Every key of the state table, and the same with one part of it changed at a time. */
const made: readonly (readonly [string, object, ...object[]])[] = [
  ['head', keys.head(ID), keys.head(OTHER)],
  ['applicant', keys.applicant(ID), keys.applicant(OTHER)],
  ['document', keys.document(ID, 1), keys.document(OTHER, 1), keys.document(ID, 11)],
  ['form', keys.form(ID, 1), keys.form(OTHER, 1), keys.form(ID, 11)],
  // An alert is one per stage and deadline version: a date that was moved is warned of anew.
  [
    'alert',
    keys.alert(ID, 'DUE', 1),
    ...[keys.alert(OTHER, 'DUE', 1), keys.alert(ID, 'BREACH', 1), keys.alert(ID, 'DUE', 2)],
  ],
  ['storm', keys.storm('u', 1), keys.storm('v', 1), keys.storm('u', 2)],
  // A digest is one per unit, local day and role.
  [
    'digest',
    keys.digest('u', '2026-11-02', 'r'),
    ...[
      keys.digest('v', '2026-11-02', 'r'),
      keys.digest('u', '2026-11-03', 'r'),
      keys.digest('u', '2026-11-02', 's'),
    ],
  ],
  [
    'notice',
    keys.notice(ID, 1, 'sms'),
    ...[keys.notice(OTHER, 1, 'sms'), keys.notice(ID, 2, 'sms'), keys.notice(ID, 1, 'email')],
  ],
  ['manifest', keys.manifest(ID), keys.manifest(OTHER)],
  ['view', keys.view(ID, 1, 'n'), keys.view(OTHER, 1, 'n'), keys.view(ID, 2, 'n'), keys.view(ID, 1, 'm')],
  ['text', keys.text(ID, 'TEXT#1'), keys.text(OTHER, 'TEXT#1'), keys.text(ID, 'TEXT#2')],
  ['draft', keys.draft(ID), keys.draft(OTHER)],
  // A fact about an upload belongs to one version of one document.
  [
    'upload',
    keys.upload(ID, 1, 'v'),
    ...[keys.upload(OTHER, 1, 'v'), keys.upload(ID, 2, 'v'), keys.upload(ID, 1, 'w')],
  ],
  ['replay', keys.replay('k'), keys.replay('l')],
  ['serial', keys.serial('a', '2026-11-02'), keys.serial('b', '2026-11-02'), keys.serial('a', '2026-11-03')],
  [
    'registerSerial',
    keys.registerSerial('u', book),
    ...[
      keys.registerSerial('v', book),
      keys.registerSerial('u', { ...book, year: 2027 }),
      keys.registerSerial('u', { ...book, notation: 'X' }),
    ],
  ],
  [
    'register',
    keys.register('u', book),
    ...[
      keys.register('v', book),
      keys.register('u', { ...book, year: 2027 }),
      keys.register('u', { ...book, notation: 'X' }),
      keys.register('u', { ...book, value: 13 }),
    ],
  ],
  ['source', keys.source('s', 'r'), keys.source('t', 'r'), keys.source('s', 'q')],
  ['tracking', keys.tracking('d'), keys.tracking('e')],
  [
    'counter',
    keys.counter('u', '2026-11-02', 'p', 0),
    ...[
      keys.counter('v', '2026-11-02', 'p', 0),
      keys.counter('u', '2026-11-03', 'p', 0),
      keys.counter('u', '2026-11-02', 'q', 0),
      keys.counter('u', '2026-11-02', 'p', 1),
    ],
  ],
  [
    'rollUp',
    keys.rollUp('o', '2026-11', 's'),
    ...[
      keys.rollUp('p', '2026-11', 's'),
      keys.rollUp('o', '2026-12', 's'),
      keys.rollUp('o', '2026-11', 't'),
      keys.rollUp('o', '2026-11', ''),
    ],
  ],
  ['recount', keys.recount('u'), keys.recount('v')],
  ['fixity', keys.fixity('u'), keys.fixity('v')],
  [
    'book',
    keys.book('u', '2026-11', 's'),
    ...[keys.book('v', '2026-11', 's'), keys.book('u', '2026-12', 's'), keys.book('u', '2026-11', 't')],
  ],
  ['gauge', keys.gauge('u', 0), keys.gauge('v', 0), keys.gauge('u', 1)],
  [
    'staff',
    keys.staff('u', 's', 'k'),
    ...[keys.staff('v', 's', 'k'), keys.staff('u', 't', 'k'), keys.staff('u', 's', 'l')],
  ],
  ['directory', keys.directory('u', 'k'), keys.directory('v', 'k'), keys.directory('u', 'l')],
  ['catalogue', keys.catalogue('k'), keys.catalogue('l')],
];

test('every part of a key counts: what differs in one of them is another item', () => {
  for (const [name, key, ...others] of made) {
    const all = [key, ...others].map((each) => JSON.stringify(each));
    expect(new Set(all).size, name).toBe(all.length);
  }
  expect(made.map(([name]) => name).toSorted()).toEqual(Object.keys(keys).toSorted());
});
