import { v7 as newId } from 'uuid';
import type { Client } from 'pg';
import { hashToken, newToken } from '@api/people/token';
import type { Role } from '@shared/words/role';

/** Tokens of as many new members of the only group, as if each had joined on a device of their own. */
export async function manySessions(db: Client, count: number, role: Role = 'volunteer'): Promise<string[]> {
  const tokens = Array.from({ length: count }, newToken);
  await db.query(
    `with new as (
       select * from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as n (member_id, session_id, token_hash)
     ), joined as (
       insert into member (id, group_id, name, role, joined_at)
       select member_id, (select id from aid_group order by created_at limit 1), 'A ' || $4, $4, now() from new
       returning id, group_id
     )
     insert into session (id, token_hash, group_id, member_id, kind, created_at, expires_at)
     select session_id, token_hash, j.group_id, j.id, 'session', now(), now() + interval '1 day'
     from new join joined j on j.id = new.member_id`,
    [tokens.map(() => newId()), tokens.map(() => newId()), tokens.map(hashToken), role],
  );
  return tokens;
}
