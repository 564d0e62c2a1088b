// Plain JavaScript for the oldest Node that may install and start: no TypeScript before the project's own Node runs.

/** One message, Chinese first, then English. */
export function say(chinese, english) {
  console.log(`${chinese}\n${english}`);
}

/** A reason to stop that the person at the keyboard can act on; shown without a stack. */
export class Stop extends Error {
  constructor(chinese, english, code = 1) {
    super(`${chinese}\n${english}`);
    this.code = code;
  }
}

/** Runs the work of a command; a `Stop` becomes words and an exit code, anything else stays a bug with its stack. */
export async function runCommand(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = error.code;
  }
}
