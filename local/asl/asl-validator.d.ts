declare module 'asl-validator' {
  /** Judges a definition against the ASL schema; adds QueryLanguage to the states of what it is given. */
  export default function validate(definition: unknown): {
    isValid: boolean;
    errorsText(separator?: string): string;
  };
}
