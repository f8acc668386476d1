import os from 'node:os';

/** {value, time in milliseconds} of `work`. */
export function measured(work) {
    const start = performance.now();
    const value = work();
    return { value, time: performance.now() - start };
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * For node: V8 gets as many threads beside the main one as there are processors left for them, as in a browser. By itself node starts four: where
 * there are two processors, those that optimise the programs' code take the time of the code that runs.
 */
export const THREADS = `--v8-pool-size=${Math.max(1, os.availableParallelism() - 1)}`;
