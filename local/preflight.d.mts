/** What keeps the cloud from starting, as one sentence with the remedy; undefined when nothing does. */
export function missing(machine: {
  version: string;
  env: { DYNAMODB_ENDPOINT?: string };
  data: string;
  installed: boolean;
  engine: boolean;
  writable: boolean;
}): string | undefined;
