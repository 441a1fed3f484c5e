/** The namespace of the product's own metrics. */
const NAMESPACE = 'MotCua';

/** A measured value; `None` is CloudWatch's name for a bare number. */
export interface Measurement {
  readonly value: number;
  readonly unit: 'Count' | 'None';
}

/**
 * One line of the log that CloudWatch turns into metrics (embedded metric format). The stage is the only dimension: a custom
 * metric costs by the month, and numbers of units and procedures belong in the database. Written as it is, since the
 * runtime would put a prefix before what the console writes.
 */
export const emitMetrics =
  (stage: string, write: (line: string) => unknown = (line) => process.stdout.write(line)) =>
  (measured: Readonly<Record<string, Measurement>>, at: number): void => {
    const metrics = Object.entries(measured).map(([Name, { unit }]) => ({ Name, Unit: unit }));
    const values = Object.fromEntries(Object.entries(measured).map(([name, { value }]) => [name, value]));
    const cloudWatch = [{ Namespace: NAMESPACE, Dimensions: [['Stage']], Metrics: metrics }];
    const line = { _aws: { Timestamp: at, CloudWatchMetrics: cloudWatch }, Stage: stage, ...values };
    write(`${JSON.stringify(line)}\n`);
  };
