/** A UUID in lower case. Whoever makes a thing makes its id: UUIDv7, so that ids of one device sort by time. */
export type Id = string;

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for any UUID, whatever its version and case. */
export function isId(text: unknown): text is Id {
  return typeof text === 'string' && shape.test(text);
}
