/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** How it stands to another figure of the same run, in words. */
  readonly beside?: string;
}

/** What one benchmark found. */
export interface Found {
  readonly figures: readonly Figure[];
  /** Figures that depend little on the machine: quotients within one run, and counts that are the same in every run. */
  readonly relative: Readonly<Record<string, number>>;
}

/** How a benchmark is to run. */
export interface Wanted {
  /** Smaller sizes and fewer rounds: some minutes for all. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

/** One benchmark of `npm run bench`. */
export interface Bench {
  readonly name: string;
  readonly run: (wanted: Wanted) => Promise<Found>;
}

/** Remembers what an expensive measurement gave, for benchmarks of one run that need the same. */
export const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
