/** Repeatable randomness for tests. The seed is printed, and taken from the environment variable KONKORDAT_TEST_SEED if set. */
export function createRandom(name) {
    const seed = Number(process.env.KONKORDAT_TEST_SEED ?? Date.now() % 2 ** 31);
    console.log(`${name}: KONKORDAT_TEST_SEED=${seed}`);
    let state = seed >>> 0;
    /** A number in [0, 1): mulberry32. */
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    return {
        seed,
        next,
        /** A whole number from `low` to `high`, both included. */
        integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
        choose: (list) => list[Math.floor(next() * list.length)],
    };
}
