/** {value, time in milliseconds} of `work`. */
export function measured(work) {
    const start = performance.now();
    const value = work();
    return { value, time: performance.now() - start };
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
