import type { Role } from '@shared/words/role';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How people join: a link with a role, an end and a number of uses; only the hash of its token is kept. */
@Entity('invite')
export class Invite {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ type: 'text' }) role!: Role;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'max_uses', type: 'int' }) maxUses!: number;
  @Column({ type: 'int' }) uses!: number;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
