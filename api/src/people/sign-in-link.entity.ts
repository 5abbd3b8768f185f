import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Signs an existing member in on one more device. */
@Entity('sign_in_link')
export class SignInLink {
  @PrimaryColumn({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'group_id', type: 'uuid' }) groupId!: string;
  @Column({ name: 'member_id', type: 'uuid' }) memberId!: string;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
