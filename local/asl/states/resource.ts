const SERVICE = 'arn:aws:states:::';

/** A task's resource as the history and the invoker name it. */
export interface Resource {
  /** `lambda:invoke`, `aws-sdk:dynamodb:updateItem.waitForTaskToken` or a function's ARN. */
  readonly name: string;
  readonly isFunction: boolean;
  readonly waitsForToken: boolean;
  readonly waitsForJob: boolean;
  readonly details: { resourceType?: string; resource: string };
}

/** Takes a Resource ARN apart. */
export function parseResource(arn: string): Resource {
  const name = arn.startsWith(SERVICE) ? arn.slice(SERVICE.length) : arn;
  const isFunction = name.startsWith('arn:');
  const colon = name.replace(/\.sync:2$/, '').lastIndexOf(':');
  const service = { resourceType: name.slice(0, colon), resource: name.slice(colon + 1) };
  return {
    name,
    isFunction,
    waitsForJob: /\.sync(:2)?$/.test(name),
    waitsForToken: name.endsWith('.waitForTaskToken'),
    details: isFunction ? { resource: arn } : service,
  };
}
