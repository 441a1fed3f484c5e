/** Ends a command of an operator with one sentence that says what to do, and a failure as its exit code. */
export const giveUp = (error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(
    /ENOENT|fetch failed/.test(message)
      ? 'No embedded cloud is running on that data folder: "npm start" first, or name its folder by --data.'
      : message,
  );
  process.exitCode = 1;
};
