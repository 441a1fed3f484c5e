import jsonata from 'jsonata';
import { EvaluationError } from './errors.ts';
import { type Ambient, functions } from './functions.ts';

/** Evaluates templates: any JSON in which strings of the form `{% … %}` are JSONata expressions. */
export class Evaluator {
  private readonly library: Record<string, (...args: unknown[]) => unknown>;
  private readonly expressions = new Map<string, jsonata.Expression>();

  constructor(ambient: Ambient) {
    this.library = functions(ambient);
  }

  /** The value of `template` with `bindings` ($states and the variables). */
  async evaluate(template: unknown, bindings: Record<string, unknown>, location: string): Promise<unknown> {
    if (typeof template === 'string') {
      const source = sourceOf(template);
      return source === undefined ? template : this.run(source, bindings, location);
    }
    if (template === null || typeof template !== 'object') return template;
    if (Array.isArray(template)) {
      const items: unknown[] = [];
      for (const [i, item] of template.entries())
        items.push(await this.evaluate(item, bindings, `${location}[${i}]`));
      return items;
    }
    const fields: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(template))
      fields[key] = await this.evaluate(field, bindings, `${location}/${key}`);
    return fields;
  }

  /** Compiles every expression in `template`; throws at the first syntax error. */
  compileAll(template: unknown): void {
    const source = typeof template === 'string' ? sourceOf(template) : undefined;
    if (source !== undefined) this.compile(source);
    if (template === null || typeof template !== 'object') return;
    for (const field of Object.values(template)) this.compileAll(field);
  }

  private compile(source: string): jsonata.Expression {
    const known = this.expressions.get(source);
    if (known) return known;
    const compiled = jsonata(source);
    for (const [name, run] of Object.entries(this.library)) compiled.registerFunction(name, run);
    this.expressions.set(source, compiled);
    return compiled;
  }

  private async run(source: string, bindings: Record<string, unknown>, location: string): Promise<unknown> {
    const fail = (problem: string): never => {
      const subject = `The JSONata expression '${source}' specified for the field '${location}'`;
      throw new EvaluationError(`${subject} ${problem}`, location);
    };
    let raw: unknown;
    try {
      raw = await this.compile(source).evaluate(undefined, bindings);
    } catch (error) {
      fail(`threw an error during evaluation. ${explain(error)}`);
    }
    if (raw === undefined) fail('returned nothing (undefined).');
    const value = plain(raw);
    return value === undefined ? fail('returned an unsupported result type.') : value;
  }
}

/** The JSONata of a `{% … %}` text, or undefined for other texts. */
export function sourceOf(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined;
}

/** What JSONata throws is no Error, but has a code and a message. */
export function explain(error: unknown): string {
  if (error === null || typeof error !== 'object' || !('message' in error)) return String(error);
  const code = 'code' in error ? `${String(error.code)}: ` : '';
  return code + String(error.message);
}

/** A plain JSON copy of a JSONata result (its arrays carry flags that would change later evaluations). */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) return undefined;
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const kept = plain(field);
    if (kept !== undefined) copy[key] = kept;
  }
  return copy;
}
