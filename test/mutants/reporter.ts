import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Tells what happens while it happens, one JSON object a line, so that a run that is cut off has said where it stood.
 * The file is named by MUTANT_EVENTS.
 */
export default class EventReporter implements Reporter {
  onTestModuleStart(module: TestModule): void {
    tell({ kind: 'started', file: module.moduleId });
  }

  onTestCaseReady(test: TestCase): void {
    tell({ kind: 'running', file: test.module.moduleId, title: test.fullName });
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result();
    const passed = state !== 'failed';
    tell({
      ...{ kind: 'ran', file: test.module.moduleId, title: test.fullName, passed },
      ...(!passed && { message: errors.map(({ message }) => message).join('\n') }),
    });
  }

  onTestModuleEnd(module: TestModule): void {
    const message = module
      .errors()
      .map((error) => error.message)
      .join('\n');
    tell({ kind: 'ended', file: module.moduleId, ...(message !== '' && { message }) });
  }
}

const tell = (what: Readonly<Record<string, unknown>>): void => {
  const file = process.env.MUTANT_EVENTS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(what)}\n`);
};
