/** CloudFormation's intrinsic functions, as far as CDK emits them; an unknown one throws. */
import { isRecord } from './json.ts';

/** What the functions may look up while one stack is resolved. */
export interface Scope {
  /** Value of a parameter, pseudo parameter or resource. */
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  importValue(name: string): unknown;
}

const REMOVED = Symbol('AWS::NoValue');

/** Resolves `value`; properties set to AWS::NoValue disappear. */
export function resolve(value: unknown, scope: Scope): unknown {
  const result = walk(value, scope);
  return result === REMOVED ? undefined : result;
}

/** Evaluates a condition expression (`Fn::Equals`, `Fn::And`, …). */
export function evaluate(expression: unknown, scope: Scope): boolean {
  // `{Condition: name}` is a reference here; elsewhere (IAM, event patterns) it is an ordinary field.
  if (isRecord(expression) && typeof expression.Condition === 'string')
    return scope.condition(expression.Condition);
  const call = intrinsic(expression);
  if (!call) throw new Error(`Not a condition: ${JSON.stringify(expression)}`);
  const [name, argument] = call;
  const items = Array.isArray(argument) ? argument : [];
  if (name === 'Fn::Equals') return text(items[0], scope) === text(items[1], scope);
  if (name === 'Fn::Not') return !evaluate(items[0], scope);
  if (name === 'Fn::And') return items.every((item) => evaluate(item, scope));
  if (name === 'Fn::Or') return items.some((item) => evaluate(item, scope));
  throw new Error(`Condition function ${name} is not supported locally`);
}

function walk(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string' && value.includes('{{resolve:'))
    throw new Error(`Dynamic references are not supported locally: ${value}`);
  if (Array.isArray(value)) return value.map((v) => walk(v, scope)).filter((v) => v !== REMOVED);
  if (!isRecord(value)) return value;
  const call = intrinsic(value);
  if (call) return apply(call[0], call[1], scope);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, v]): [string, unknown] => [key, walk(v, scope)])
      .filter(([, v]) => v !== REMOVED),
  );
}

function intrinsic(value: unknown): [string, unknown] | undefined {
  if (!isRecord(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  if (!entry || others.length > 0) return undefined;
  return entry[0] === 'Ref' || entry[0].startsWith('Fn::') ? entry : undefined;
}

function apply(name: string, argument: unknown, scope: Scope): unknown {
  const list = (): unknown[] => {
    const items = walk(argument, scope);
    if (!Array.isArray(items)) throw new Error(`${name} wants a list`);
    return items;
  };
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? REMOVED : scope.ref(String(argument));
    case 'Fn::GetAtt': {
      const [id, ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
      return scope.getAtt(id ?? '', path.join('.'));
    }
    case 'Fn::Sub': {
      const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
      return substitute(String(template), isRecord(variables) ? variables : {}, scope);
    }
    case 'Fn::Join': {
      const [separator, items] = list();
      return (Array.isArray(items) ? items : []).map(String).join(String(separator));
    }
    case 'Fn::Select': {
      const [index, items] = list();
      return Array.isArray(items) ? items[Number(index)] : undefined;
    }
    case 'Fn::Split': {
      const [separator, source] = list();
      return String(source).split(String(separator));
    }
    case 'Fn::If': {
      const [condition, yes, no] = Array.isArray(argument) ? argument : [];
      return walk(scope.condition(String(condition)) ? yes : no, scope);
    }
    case 'Fn::ImportValue':
      return scope.importValue(text(argument, scope));
    default:
      throw new Error(`${name} is not supported locally`);
  }
}

function substitute(template: string, variables: Record<string, unknown>, scope: Scope): string {
  return template.replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in variables) return text(variables[name], scope);
    const [id, ...path] = name.split('.');
    return String(path.length > 0 ? scope.getAtt(id ?? '', path.join('.')) : scope.ref(name));
  });
}

const text = (value: unknown, scope: Scope): string => String(walk(value, scope));
