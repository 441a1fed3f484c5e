/** Administrative procedures as data: types, versions by effective date, validation. */
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
export { type Component, type ProcedureData, type ProcedureStep, procedureSchema } from './schema.ts';
export { type PlannedStep, stepPlan } from './stepPlan.ts';
export { type Unit, unitSchema } from './unit.ts';
export { type Problem, validateCatalogue, validateProcedure } from './validate.ts';
