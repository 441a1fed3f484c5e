import type { Work } from '../work.ts';
import { decodeFilter } from './filters.ts';
import { isA, isList, type PdfStream, type PdfValue } from './values.ts';

type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

const listed = (value: PdfValue | undefined): readonly (PdfValue | undefined)[] =>
  isList(value) ? value : value === undefined || value === null ? [] : [value];

/** The content of a stream behind all its filters; undefined when one of them is for images only. */
export const decoded = ({ dict, data }: PdfStream, resolve: Resolve, work: Work): Buffer | undefined => {
  const get = (name: string) => resolve(dict.entries.get(name));
  const filters = listed(get('Filter')).map(resolve);
  const parameters = listed(get('DecodeParms')).map(resolve);
  let content: Buffer | undefined = data;
  for (const [index, filter] of filters.entries()) {
    if (!isA(filter, 'name') || content === undefined) return undefined;
    const given = parameters[index];
    const parameter = (name: string): number | undefined => {
      const value = isA(given, 'dict') ? resolve(given.entries.get(name)) : undefined;
      return typeof value === 'number' ? value : undefined;
    };
    content = decodeFilter(filter.name, content, parameter, work);
  }
  return content;
};
