/** Administrative procedures as data: types, versions by effective date, validation. */
export { type Abolished, abolishedSchema, validateCatalogue } from './catalogue.ts';
export {
  type ClockError,
  type ClockFacts,
  clockOf,
  innerClockInput,
  limitOf,
  type StatutoryClock,
} from './clockOf.ts';
export type { Certainty, Component } from './component.ts';
export { isLocalCode, type Problem, workingDaysIn } from './problem.ts';
export {
  codeStem,
  type IntakeError,
  type IntakeErrorCode,
  isEffective,
  isFileable,
  type Procedure,
  reviewSteps,
  stepMinutes,
  versionInForce,
} from './procedure.ts';
export {
  NO_SOURCE,
  type ProcedureData,
  type ProcedureStep,
  procedureSchema,
} from './schema.ts';
export { type PlannedStep, stepPlan } from './stepPlan.ts';
export { type Unit, unitSchema } from './unit.ts';
export { validateProcedure } from './validate.ts';
