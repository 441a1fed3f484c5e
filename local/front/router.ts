/** Route selection of an HTTP API: at each step of the path, exact text wins over a variable. */

/** A route of the template. */
export interface Route {
  /** `METHOD /path/{variable}`. */
  readonly routeKey: string;
  readonly functionArn: string;
  /** The audiences of the JWT that the route wants; undefined = public. */
  readonly audience?: readonly string[];
}

/** The route for a request, with its path parameters; undefined = 404. */
export type Router = (
  method: string,
  path: string,
) => { route: Route; parameters: Record<string, string> } | undefined;

const isVariable = (segment: string): boolean => segment.startsWith('{');

/** Prepares the routes. */
export function createRouter(routes: readonly Route[]): Router {
  const shape = (segments: readonly string[]): string =>
    segments.map((s) => (isVariable(s) ? 1 : 0)).join('');
  const known = routes
    .map((route) => ({ route, segments: route.routeKey.replace(' ', '').split('/') }))
    .sort((a, b) => shape(a.segments).localeCompare(shape(b.segments)));
  return (method, path) => {
    const given = `${method}${path}`.split('/');
    for (const { route, segments } of known) {
      const parameters = match(segments, given);
      if (parameters) return { route, parameters };
    }
    return undefined;
  };
}

function match(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const value = given[i] ?? '';
    if (isVariable(segment) && value !== '') parameters[segment.slice(1, -1)] = decode(value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
