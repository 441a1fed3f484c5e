import { escapeHtml } from '../../core/forms/html/escape.ts';
import type { Schema } from '../openapi/schemas.ts';

/** One field of a schema, however deep: `applicant.name`, `components[].size`. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** All fields of an object, depth first; what has a name of its own is described once, under that name. */
export const fieldsOf = (schema: Schema, prefix = ''): Field[] => {
  const { properties = {}, required = [], items, allOf = [], anyOf = [], oneOf = [] } = schema;
  const own = Object.entries(properties).flatMap(([key, property]) => {
    const child = isSchema(property) ? property : {};
    const name = prefix === '' ? key : `${prefix}.${key}`;
    return [{ name, required: required.includes(key), schema: child }, ...fieldsOf(child, name)];
  });
  const inItems = isSchema(items) ? fieldsOf(items, `${prefix}[]`) : [];
  const parts = [...allOf, ...anyOf, ...oneOf].flatMap((each) =>
    isSchema(each) ? fieldsOf(each, prefix) : [],
  );
  const seen = new Set<string>();
  return [...own, ...inItems, ...parts].filter((field) => {
    const key = JSON.stringify(field);
    return !seen.has(key) && seen.add(key);
  });
};

/** The kind of a value as HTML; a schema with a name is linked. */
export const typeOf = (schema: Schema): string => {
  const { $ref, type, items, allOf, anyOf, oneOf, enum: values, const: constant, format } = schema;
  if ($ref !== undefined) {
    const name = escapeHtml($ref.slice($ref.lastIndexOf('/') + 1));
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (constant !== undefined) return code(JSON.stringify(constant));
  if (values) return values.map((value) => code(JSON.stringify(value))).join(' · ');
  const parts = allOf ?? anyOf ?? oneOf;
  if (parts) {
    const kinds = parts.map((each) => (isSchema(each) ? typeOf(each) : ''));
    return [...new Set(kinds)].join(allOf ? ' + ' : ' · ');
  }
  if (isSchema(items)) return `[ ${typeOf(items)} ]`;
  return escapeHtml([type ?? 'any', format].filter(Boolean).join(', '));
};

/** What a value must fulfil, in signs that need no language. */
export const constraintsOf = (schema: Schema): string => {
  const { minLength, maxLength, minimum, exclusiveMinimum, maximum, minItems, maxItems, pattern } = schema;
  const { default: standard } = schema;
  const low = exclusiveMinimum === undefined ? span(minimum, maximum, '') : `&gt; ${exclusiveMinimum}`;
  return [
    span(minLength, maxLength, ' ký tự / characters'),
    span(minItems, maxItems, ' phần tử / items'),
    low,
    pattern === undefined || schema.format !== undefined ? '' : code(pattern),
    standard === undefined ? '' : `= ${code(JSON.stringify(standard))}`,
  ]
    .filter((text) => text !== '')
    .join('; ');
};

const span = (low: number | undefined, high: number | undefined, what: string): string => {
  if (low === undefined && high === undefined) return '';
  if (high === undefined) return `≥ ${low}${what}`;
  return low === undefined ? `≤ ${high}${what}` : `${low}–${high}${what}`;
};

export const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
