import type { TokenPurpose } from '@shared/people/people.contract';
import type { Role } from '@shared/words/role';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in on one device, or an API token; only the hash of its token is kept. */
@Entity('session')
export class Session {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'member_id', type: 'uuid' }) memberId!: string;
  @Column({ type: 'text' }) kind!: 'session' | 'api_token';
  @Column({ type: 'text', nullable: true }) label!: string | null;
  @Column({ type: 'text', nullable: true }) role!: Role | null;
  @Column({ name: 'only_for', type: 'text', nullable: true }) onlyFor!: TokenPurpose | null;
  @Column({ name: 'site_id', type: 'uuid', nullable: true }) siteId!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
}
