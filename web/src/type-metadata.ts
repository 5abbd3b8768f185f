/**
 * class-transformer, which the shared contracts carry for the server, asks at load for the types that decorators leave behind.
 * The web build leaves none, so the answer is always "not known".
 */
Object.assign(Reflect, { getMetadata: () => undefined });

export {};
