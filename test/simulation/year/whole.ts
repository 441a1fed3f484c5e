/** A whole number of the command line, between two others, both included. Throws in words. */
export const whole = (name: string, value: string, least: number, most: number): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`--${name} ${value}: a whole number from ${least} to ${most}`);
  return number;
};
