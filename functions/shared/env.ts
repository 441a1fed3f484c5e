/**
 * Reads the named environment variables once per cold start. Every missing name is listed in one error, so that a
 * wrong deployment is mended in one go.
 */
export const readEnv = <Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> => {
  const env: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value) env[name] = value;
  }
  if (!isComplete(env, names)) {
    throw new Error(`missing environment variables: ${names.filter((name) => !env[name]).join(', ')}`);
  }
  return env;
};

const isComplete = <Name extends string>(
  env: Partial<Record<Name, string>>,
  names: readonly Name[],
): env is Record<Name, string> => names.every((name) => env[name] !== undefined);

/** A variable that switches something off by being empty; undefined = off. It must be there all the same. */
export const readSwitch = (name: string): string | undefined => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`missing environment variables: ${name}`);
  return value === '' ? undefined : value;
};
