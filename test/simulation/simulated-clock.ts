/** When every universe begins, milliseconds since 1970. */
export const startedAtMs = Date.UTC(2026, 10, 22, 9);
