/** What a member can do. Each role can do all that the ones before it can. */
export const roles = ['volunteer', 'steward', 'organizer'] as const;
export type Role = (typeof roles)[number];

/** True when somebody with the role `held` may do what asks for `asked`. */
export function includesRole(held: Role, asked: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(asked);
}
