create extension pg_trgm;

create extension unaccent;

CREATE OR REPLACE FUNCTION public.judge_new_movements()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  is_wrong boolean;
  has_links boolean;
  changes_past boolean;
begin
  select
    bool_or((select i.group_id from item i where i.id = m.item_id) is distinct from m.group_id
      or (select w.group_id from member w where w.id = m.member_id) is distinct from m.group_id
      or m.from_site_id is not null and (select s.group_id from site s where s.id = m.from_site_id) is distinct from m.group_id
      or m.to_site_id is not null and (select s.group_id from site s where s.id = m.to_site_id) is distinct from m.group_id),
    bool_or(coalesce(m.lot_id, m.transfer_id, m.reverses_id) is not null),
    -- Days are added up two hours after their end at the soonest, so what arrives within one hour changes none.
    bool_or(m.reverses_id is not null or m.occurred_at < greatest(m.recorded_at, now()) - interval '1 hour')
  into is_wrong, has_links, changes_past
  from new_movement m;
  if has_links then
    is_wrong := is_wrong or exists (
      select from new_movement m
      where m.lot_id is not null and (select l.item_id from lot l where l.id = m.lot_id) is distinct from m.item_id
        or m.transfer_id is not null and (select t.group_id from transfer t where t.id = m.transfer_id) is distinct from m.group_id
        or m.reverses_id is not null and (select r.group_id from movement r where r.id = m.reverses_id) is distinct from m.group_id
    );
  end if;
  if is_wrong then
    raise exception 'A movement names something that is not there or belongs to another group.'
      using errcode = 'foreign_key_violation', table = 'movement', constraint = 'movements_are_of_one_group';
  end if;
  if changes_past then
    -- Whoever adds up holds the lock alone: it either sees the movement, or is waited for and forgotten.
    perform pg_advisory_xact_lock_shared(hashtextextended('day_flow ' || g.group_id, 0))
      from (select distinct group_id from new_movement order by group_id) g;
    delete from day_flow f using (
      select k.group_id, k.day, k.unit
      from (
        select m.group_id, (m.occurred_at at time zone g.time_zone)::date as day from new_movement m join aid_group g on g.id = m.group_id
        union
        select r.group_id, (r.occurred_at at time zone g.time_zone)::date
        from new_movement m join movement r on r.id = m.reverses_id join aid_group g on g.id = r.group_id
      ) d
      join day_flow k on k.group_id = d.group_id and k.day = d.day
      order by k.group_id, k.day, k.unit for update of k
    ) l where f.group_id = l.group_id and f.day = l.day and f.unit = l.unit;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.mark_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.changed_in := pg_current_xact_id()::text::bigint;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.mark_item_of_barcode()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update item set changed_in = changed_in
  where id in (old.item_id, new.item_id) and changed_in <> pg_current_xact_id()::text::bigint;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.mark_owner_of_code()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.lot_id is not null then
    update lot set changed_in = changed_in where id = new.lot_id and changed_in <> pg_current_xact_id()::text::bigint;
  elsif new.item_id is not null then
    update item set changed_in = changed_in where id = new.item_id and changed_in <> pg_current_xact_id()::text::bigint;
  else
    update site set changed_in = changed_in where id = new.site_id and changed_in <> pg_current_xact_id()::text::bigint;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.movement_is_sound(reason text, quantity bigint, from_site_id uuid, to_site_id uuid, channel text, household_size smallint, donor text, waste_reason text, note text, reverses_id uuid, transfer_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return quantity > 0
    and from_site_id is distinct from to_site_id
    and case
      when reverses_id is not null or transfer_id is not null then
        reason in ('donation', 'distribution', 'transfer', 'waste', 'count', 'kit')
      else case reason
        when 'donation' then from_site_id is null
        when 'distribution' then to_site_id is null
        when 'waste' then to_site_id is null
        when 'transfer' then from_site_id is not null and to_site_id is not null
        when 'count' then from_site_id is null or to_site_id is null
        when 'kit' then from_site_id is null or to_site_id is null
        else false
      end
    end
    and (channel is null or reason = 'distribution' and channel in ('walk_in', 'delivery', 'fridge', 'event'))
    and (household_size is null or reason = 'distribution' and household_size between 1 and 50)
    and (donor is null or reason = 'donation' and length(donor) between 1 and 120)
    and (waste_reason is null
      or reason = 'waste' and waste_reason in ('spoiled', 'past_date', 'damaged', 'recalled', 'too_warm', 'unusable'))
    and (note is null or length(note) between 1 and 500);
end $function$
;

CREATE OR REPLACE FUNCTION public.pairs_are_of_one_group()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from new_pair p
    where (select s.group_id from site s where s.id = p.site_id) is distinct from p.group_id
      or (select i.group_id from item i where i.id = p.item_id) is distinct from p.group_id
  ) then
    raise exception 'A level names something that is not there or belongs to another group.'
      using errcode = 'foreign_key_violation', table = 'site_item', constraint = 'pairs_are_of_one_group';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.plain_text(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(unaccent('unaccent'::regdictionary, words))
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The ledger is append-only: undo a movement by its reversal.' using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_other_pair()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'A level stays with its site and item.' using errcode = 'restrict_violation', table = 'site_item';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_removal_of_leveled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from site_item s where case tg_table_name when 'site' then s.site_id else s.item_id end = old.id) then
    raise exception 'Levels name it.' using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return old;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_removal_of_moved()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from movement m where case tg_table_name when 'member' then m.member_id else m.transfer_id end = old.id) then
    raise exception 'Movements name it.' using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return old;
end $function$
;

CREATE OR REPLACE FUNCTION public.site_item_is_sound(own_minimum bigint, own_target bigint, minimum bigint, target bigint, status smallint)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return (own_minimum is null) = (own_target is null) and (own_minimum is null or own_minimum >= 0 and own_target >= own_minimum)
    and (minimum is null) = (target is null) and status between 0 and 3;
end $function$
;

create table aid_group (
  id uuid not null,
  name text not null,
  time_zone text not null,
  preset text not null,
  created_at timestamp with time zone not null,
  is_demonstration boolean default false not null,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint aid_group_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint aid_group_preset_check CHECK ((preset = ANY (ARRAY['us'::text, 'eu'::text]))),
  constraint aid_group_pkey PRIMARY KEY (id)
);
CREATE TRIGGER changed BEFORE UPDATE ON public.aid_group FOR EACH ROW EXECUTE FUNCTION mark_changed();

create table barcode (
  group_id uuid not null,
  code text not null,
  item_id uuid not null,
  pack_quantity integer not null,
  constraint barcode_code_check CHECK (((length(code) >= 1) AND (length(code) <= 200))),
  constraint barcode_pack_quantity_check CHECK (((pack_quantity >= 1) AND (pack_quantity <= 1000000))),
  constraint barcode_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint barcode_pkey PRIMARY KEY (group_id, code)
);
CREATE INDEX barcode_by_item ON public.barcode USING btree (item_id);
CREATE TRIGGER item_changed AFTER INSERT OR DELETE OR UPDATE ON public.barcode FOR EACH ROW EXECUTE FUNCTION mark_item_of_barcode();

create table calendar_feed (
  token_hash bytea not null,
  group_id uuid not null,
  member_id uuid not null,
  created_at timestamp with time zone not null,
  constraint calendar_feed_group_id_member_id_fkey FOREIGN KEY (group_id, member_id) REFERENCES member(group_id, id),
  constraint calendar_feed_pkey PRIMARY KEY (token_hash),
  constraint calendar_feed_member_id_key UNIQUE (member_id)
);

create table category (
  id uuid not null,
  group_id uuid not null,
  name text not null,
  kind text default 'ordinary'::text not null,
  shelf_life_days integer,
  fingerprint uuid,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  when_warm text default 'look'::text not null,
  constraint category_kind_check CHECK ((kind = ANY (ARRAY['ordinary'::text, 'raw_meat_fish'::text, 'raw_milk'::text, 'prepared_food'::text, 'infant_food'::text, 'alcohol'::text, 'medicine'::text, 'overdose_reversal'::text]))),
  constraint category_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint category_shelf_life_days_check CHECK (((shelf_life_days >= 1) AND (shelf_life_days <= 36500))),
  constraint category_when_warm_check CHECK ((when_warm = ANY (ARRAY['discard'::text, 'keep'::text, 'look'::text]))),
  constraint category_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint category_pkey PRIMARY KEY (id),
  constraint category_group_id_id_key UNIQUE (group_id, id)
);
CREATE INDEX category_by_name ON public.category USING btree (group_id, plain_text(name) COLLATE "C", id);
CREATE TRIGGER changed BEFORE UPDATE ON public.category FOR EACH ROW EXECUTE FUNCTION mark_changed();

create table cold_check (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  checked_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  lines_discarded integer not null,
  is_cold_again boolean not null,
  fingerprint uuid not null,
  constraint cold_check_lines_discarded_check CHECK ((lines_discarded >= 0)),
  constraint cold_check_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint cold_check_pkey PRIMARY KEY (id)
);
CREATE INDEX cold_check_by_site ON public.cold_check USING btree (site_id, checked_at);

create table day_flow (
  group_id uuid not null,
  day date not null,
  unit text not null,
  time_zone text not null,
  donated bigint not null,
  handed_out bigint not null,
  wasted bigint not null,
  constraint day_flow_unit_check CHECK ((unit = ANY (ARRAY['each'::text, 'g'::text, 'ml'::text]))),
  constraint day_flow_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint day_flow_pkey PRIMARY KEY (group_id, day, unit)
);

create table directory_product (
  gtin character(14) not null,
  name text not null,
  brand text,
  quantity_text text,
  category text,
  constraint directory_product_brand_check CHECK (((length(brand) >= 1) AND (length(brand) <= 200))),
  constraint directory_product_category_check CHECK (((length(category) >= 1) AND (length(category) <= 300))),
  constraint directory_product_gtin_check CHECK ((gtin ~ '^[0-9]{14}$'::text)),
  constraint directory_product_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint directory_product_quantity_text_check CHECK (((length(quantity_text) >= 1) AND (length(quantity_text) <= 100))),
  constraint directory_product_pkey PRIMARY KEY (gtin)
);

create table excursion (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  probe text not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  peak_tenths smallint,
  limit_tenths smallint not null,
  allowed_minutes smallint not null,
  time_up_at timestamp with time zone,
  verdict text not null,
  warm_readings integer not null,
  constraint excursion_check CHECK (((ended_at IS NULL) OR (ended_at >= began_at))),
  constraint excursion_probe_check CHECK ((probe = ANY (ARRAY['fridge'::text, 'freezer'::text]))),
  constraint excursion_verdict_check CHECK ((verdict = ANY (ARRAY['running'::text, 'in_time'::text, 'too_long'::text]))),
  constraint excursion_warm_readings_check CHECK ((warm_readings >= 0)),
  constraint excursion_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint excursion_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX excursion_by_site ON public.excursion USING btree (site_id, probe, began_at);
CREATE INDEX excursion_by_time ON public.excursion USING btree (group_id, began_at, id);

create table form_secret (
  is_only boolean default true not null,
  secret bytea not null,
  constraint form_secret_is_only_check CHECK (is_only),
  constraint form_secret_secret_check CHECK ((length(secret) = 32)),
  constraint form_secret_pkey PRIMARY KEY (is_only)
);

create table group_par_level (
  item_id uuid not null,
  group_id uuid not null,
  minimum bigint not null,
  target bigint not null,
  constraint group_par_level_check CHECK ((target >= minimum)),
  constraint group_par_level_minimum_check CHECK ((minimum >= 0)),
  constraint group_par_level_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint group_par_level_pkey PRIMARY KEY (item_id)
);
CREATE INDEX group_par_level_by_group ON public.group_par_level USING btree (group_id, item_id);

create table incarnation (
  id uuid not null,
  cluster text not null,
  began_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint incarnation_pkey PRIMARY KEY (id)
);
CREATE INDEX incarnation_by_begin ON public.incarnation USING btree (began_in DESC);

create table inferred_movement (
  movement_id uuid not null,
  visit_id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  constraint inferred_movement_check CHECK ((from_at <= to_at)),
  constraint inferred_movement_movement_id_fkey FOREIGN KEY (movement_id) REFERENCES movement(id),
  constraint inferred_movement_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(id),
  constraint inferred_movement_pkey PRIMARY KEY (movement_id)
);
CREATE INDEX inferred_movement_by_visit ON public.inferred_movement USING btree (visit_id);

create table invite (
  id uuid not null,
  group_id uuid not null,
  token_hash bytea not null,
  role text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  max_uses integer not null,
  uses integer default 0 not null,
  revoked_at timestamp with time zone,
  constraint invite_check CHECK (((uses >= 0) AND (uses <= max_uses))),
  constraint invite_max_uses_check CHECK (((max_uses >= 1) AND (max_uses <= 1000))),
  constraint invite_role_check CHECK ((role = ANY (ARRAY['volunteer'::text, 'steward'::text, 'organizer'::text]))),
  constraint invite_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint invite_pkey PRIMARY KEY (id),
  constraint invite_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX invite_by_group ON public.invite USING btree (group_id, created_at);

create table item (
  id uuid not null,
  group_id uuid not null,
  name text not null,
  unit text not null,
  category_id uuid,
  family text,
  variant text,
  default_minimum bigint,
  default_target bigint,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  fingerprint uuid,
  search text generated always as (plain_text(((name || COALESCE((' '::text || family), ''::text)) || COALESCE((' '::text || variant), ''::text)))) stored not null,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint item_check CHECK ((default_target >= default_minimum)),
  constraint item_check1 CHECK (((default_minimum IS NULL) = (default_target IS NULL))),
  constraint item_default_minimum_check CHECK ((default_minimum >= 0)),
  constraint item_family_check CHECK (((length(family) >= 1) AND (length(family) <= 120))),
  constraint item_name_check CHECK (((length(name) >= 1) AND (length(name) <= 160))),
  constraint item_unit_check CHECK ((unit = ANY (ARRAY['each'::text, 'g'::text, 'ml'::text]))),
  constraint item_variant_check CHECK (((length(variant) >= 1) AND (length(variant) <= 60))),
  constraint item_group_id_category_id_fkey FOREIGN KEY (group_id, category_id) REFERENCES category(group_id, id),
  constraint item_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint item_pkey PRIMARY KEY (id),
  constraint item_group_id_id_key UNIQUE (group_id, id)
);
CREATE INDEX item_by_category ON public.item USING btree (category_id);
CREATE INDEX item_by_name ON public.item USING btree (group_id, plain_text(name) COLLATE "C", id);
CREATE INDEX item_by_words ON public.item USING gin (search gin_trgm_ops);
CREATE INDEX item_changed ON public.item USING btree (group_id, changed_in);
CREATE TRIGGER changed BEFORE UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION mark_changed();
CREATE TRIGGER named_by_levels BEFORE DELETE ON public.item FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_leveled();

create table item_alias (
  id uuid not null,
  group_id uuid not null,
  item_id uuid not null,
  fingerprint uuid not null,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint item_alias_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint item_alias_pkey PRIMARY KEY (id)
);
CREATE INDEX item_alias_changed ON public.item_alias USING btree (group_id, changed_in);

create table late_movement (
  movement_id uuid not null,
  site_id uuid not null,
  group_id uuid not null,
  counted_at timestamp with time zone not null,
  balance_id uuid not null,
  constraint late_movement_balance_id_fkey FOREIGN KEY (balance_id) REFERENCES movement(id),
  constraint late_movement_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint late_movement_movement_id_fkey FOREIGN KEY (movement_id) REFERENCES movement(id),
  constraint late_movement_pkey PRIMARY KEY (movement_id, site_id),
  constraint late_movement_balance_id_key UNIQUE (balance_id)
);

create table lot (
  id uuid not null,
  group_id uuid not null,
  item_id uuid not null,
  code text,
  use_by date,
  best_by date,
  made_on date,
  created_at timestamp with time zone not null,
  hold_kind text,
  hold_note text,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint lot_check CHECK ((num_nonnulls(code, use_by, best_by, made_on) > 0)),
  constraint lot_check1 CHECK (((hold_kind IS NOT NULL) OR (hold_note IS NULL))),
  constraint lot_code_check CHECK (((length(code) >= 1) AND (length(code) <= 60))),
  constraint lot_hold_kind_check CHECK ((hold_kind = ANY (ARRAY['quality'::text, 'recall'::text]))),
  constraint lot_hold_note_check CHECK (((length(hold_note) >= 1) AND (length(hold_note) <= 500))),
  constraint lot_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint lot_pkey PRIMARY KEY (id),
  constraint lot_item_id_id_key UNIQUE (item_id, id)
);
CREATE INDEX lot_changed ON public.lot USING btree (group_id, changed_in);
CREATE UNIQUE INDEX lot_once ON public.lot USING btree (item_id, code, use_by, best_by, made_on) NULLS NOT DISTINCT WHERE (item_id IS NOT NULL);
CREATE TRIGGER changed BEFORE UPDATE ON public.lot FOR EACH ROW EXECUTE FUNCTION mark_changed();

create table lot_level (
  site_id uuid not null,
  lot_id uuid not null,
  group_id uuid not null,
  item_id uuid not null,
  level bigint not null,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint lot_level_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint lot_level_item_id_lot_id_fkey FOREIGN KEY (item_id, lot_id) REFERENCES lot(item_id, id),
  constraint lot_level_pkey PRIMARY KEY (site_id, lot_id)
);
CREATE INDEX lot_level_by_item ON public.lot_level USING btree (site_id, item_id);
CREATE INDEX lot_level_by_lot ON public.lot_level USING btree (lot_id);
CREATE INDEX lot_level_changed ON public.lot_level USING brin (changed_in) WITH (pages_per_range='8', autosummarize='on');
CREATE TRIGGER changed BEFORE UPDATE ON public.lot_level FOR EACH ROW WHEN (((new.changed_in = old.changed_in) AND (new.level <> old.level))) EXECUTE FUNCTION mark_changed();

create table member (
  id uuid not null,
  group_id uuid not null,
  name text,
  role text not null,
  joined_at timestamp with time zone not null,
  forgotten_at timestamp with time zone,
  constraint member_check CHECK (((name IS NULL) = (forgotten_at IS NOT NULL))),
  constraint member_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint member_role_check CHECK ((role = ANY (ARRAY['volunteer'::text, 'steward'::text, 'organizer'::text]))),
  constraint member_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint member_pkey PRIMARY KEY (id),
  constraint member_group_id_id_key UNIQUE (group_id, id)
);
CREATE TRIGGER named_by_movements BEFORE DELETE ON public.member FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_moved();

create table missed_ask (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  item_id uuid,
  words text,
  quantity bigint not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  member_id uuid not null,
  fingerprint uuid not null,
  constraint missed_ask_check CHECK (((item_id IS NOT NULL) OR (words IS NOT NULL))),
  constraint missed_ask_quantity_check CHECK ((quantity > 0)),
  constraint missed_ask_words_check CHECK (((length(words) >= 1) AND (length(words) <= 200))),
  constraint missed_ask_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint missed_ask_group_id_member_id_fkey FOREIGN KEY (group_id, member_id) REFERENCES member(group_id, id),
  constraint missed_ask_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint missed_ask_pkey PRIMARY KEY (id)
);
CREATE INDEX missed_ask_by_pair ON public.missed_ask USING btree (site_id, item_id, occurred_at);
CREATE INDEX missed_ask_by_site ON public.missed_ask USING btree (site_id, occurred_at DESC, id DESC);
CREATE INDEX missed_ask_by_time ON public.missed_ask USING btree (group_id, occurred_at DESC, id DESC);

create table movement (
  id uuid not null,
  group_id uuid not null,
  reason text not null,
  item_id uuid not null,
  lot_id uuid,
  quantity bigint not null,
  from_site_id uuid,
  to_site_id uuid,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  member_id uuid not null,
  channel text,
  household_size smallint,
  donor text,
  waste_reason text,
  note text,
  reverses_id uuid,
  transfer_id uuid,
  fingerprint uuid not null,
  constraint movement_is_sound CHECK (movement_is_sound(reason, quantity, from_site_id, to_site_id, channel, household_size, donor, waste_reason, note, reverses_id, transfer_id)),
  constraint movement_pkey PRIMARY KEY (id)
);
CREATE INDEX movement_by_time ON public.movement USING btree (group_id, occurred_at, id);
CREATE INDEX movement_by_transfer ON public.movement USING btree (transfer_id) WHERE (transfer_id IS NOT NULL);
CREATE INDEX movement_in ON public.movement USING btree (to_site_id, occurred_at, id) WHERE (to_site_id IS NOT NULL);
CREATE INDEX movement_in_of_item ON public.movement USING btree (to_site_id, item_id, occurred_at) WHERE (to_site_id IS NOT NULL);
CREATE INDEX movement_out ON public.movement USING btree (from_site_id, occurred_at, id) WHERE (from_site_id IS NOT NULL);
CREATE INDEX movement_out_of_item ON public.movement USING btree (from_site_id, item_id, occurred_at) WHERE (from_site_id IS NOT NULL);
CREATE UNIQUE INDEX movement_reversed_once ON public.movement USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.movement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.movement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER new_movements AFTER INSERT ON public.movement REFERENCING NEW TABLE AS new_movement FOR EACH STATEMENT EXECUTE FUNCTION judge_new_movements();

create table need_tally (
  group_id uuid not null,
  site_id uuid not null,
  week date not null,
  item_id uuid,
  category_id uuid,
  asked integer not null,
  constraint need_tally_asked_check CHECK ((asked > 0)),
  constraint need_tally_group_id_category_id_fkey FOREIGN KEY (group_id, category_id) REFERENCES category(group_id, id),
  constraint need_tally_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint need_tally_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint need_tally_site_id_week_item_id_category_id_key UNIQUE NULLS NOT DISTINCT (site_id, week, item_id, category_id)
);
CREATE INDEX need_tally_by_group ON public.need_tally USING btree (group_id, week);

create table neighbour_need (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  item_id uuid,
  category_id uuid,
  words text,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  state text not null,
  doubt text,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint neighbour_need_check CHECK ((num_nonnulls(item_id, category_id, words) > 0)),
  constraint neighbour_need_check1 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint neighbour_need_doubt_check CHECK ((doubt = ANY (ARRAY['link'::text, 'repeat'::text]))),
  constraint neighbour_need_state_check CHECK ((state = ANY (ARRAY['new'::text, 'shown'::text, 'hidden'::text, 'met'::text, 'missed'::text]))),
  constraint neighbour_need_words_check CHECK (((length(words) >= 1) AND (length(words) <= 200))),
  constraint neighbour_need_group_id_category_id_fkey FOREIGN KEY (group_id, category_id) REFERENCES category(group_id, id),
  constraint neighbour_need_group_id_decided_by_fkey FOREIGN KEY (group_id, decided_by) REFERENCES member(group_id, id),
  constraint neighbour_need_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint neighbour_need_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint neighbour_need_pkey PRIMARY KEY (id)
);
CREATE INDEX neighbour_need_by_end ON public.neighbour_need USING btree (expires_at);
CREATE INDEX neighbour_need_by_site ON public.neighbour_need USING btree (site_id, asked_at DESC);
CREATE INDEX neighbour_need_by_state ON public.neighbour_need USING btree (group_id, state, site_id, item_id);

create table neighbour_report (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  kind text not null,
  photo_id uuid,
  reported_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  state text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint neighbour_report_check CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint neighbour_report_kind_check CHECK ((kind = ANY (ARRAY['empty'::text, 'full'::text, 'dirty'::text, 'warm'::text, 'broken'::text, 'gone'::text]))),
  constraint neighbour_report_state_check CHECK ((state = ANY (ARRAY['new'::text, 'done'::text, 'hidden'::text]))),
  constraint neighbour_report_group_id_decided_by_fkey FOREIGN KEY (group_id, decided_by) REFERENCES member(group_id, id),
  constraint neighbour_report_group_id_photo_id_fkey FOREIGN KEY (group_id, photo_id) REFERENCES photo(group_id, id) ON DELETE SET NULL (photo_id),
  constraint neighbour_report_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint neighbour_report_pkey PRIMARY KEY (id)
);
CREATE INDEX neighbour_report_by_end ON public.neighbour_report USING btree (expires_at);
CREATE INDEX neighbour_report_by_photo ON public.neighbour_report USING btree (photo_id) WHERE (photo_id IS NOT NULL);
CREATE INDEX neighbour_report_by_site ON public.neighbour_report USING btree (site_id, reported_at DESC);
CREATE INDEX neighbour_report_by_state ON public.neighbour_report USING btree (group_id, state, reported_at DESC);

create table own_code (
  code text not null,
  group_id uuid not null,
  item_id uuid,
  lot_id uuid,
  site_id uuid,
  constraint own_code_check CHECK (
CASE
    WHEN (site_id IS NOT NULL) THEN ((item_id IS NULL) AND (lot_id IS NULL))
    ELSE (item_id IS NOT NULL)
END),
  constraint own_code_code_check CHECK ((code ~ '^CS-[0-9A-Z]{5}-[0-9A-Z]{5}$'::text)),
  constraint own_code_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint own_code_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint own_code_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint own_code_item_id_lot_id_fkey FOREIGN KEY (item_id, lot_id) REFERENCES lot(item_id, id),
  constraint own_code_pkey PRIMARY KEY (code)
);
CREATE UNIQUE INDEX own_code_of_item ON public.own_code USING btree (item_id) WHERE ((lot_id IS NULL) AND (item_id IS NOT NULL));
CREATE UNIQUE INDEX own_code_of_lot ON public.own_code USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE UNIQUE INDEX own_code_of_site ON public.own_code USING btree (site_id) WHERE (site_id IS NOT NULL);
CREATE TRIGGER owner_changed AFTER INSERT OR UPDATE ON public.own_code FOR EACH ROW EXECUTE FUNCTION mark_owner_of_code();

create table photo (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  bytes bytea not null,
  media_type text not null,
  width smallint not null,
  height smallint not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint photo_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 307200))),
  constraint photo_height_check CHECK (((height >= 1) AND (height <= 1280))),
  constraint photo_media_type_check CHECK ((media_type = 'image/webp'::text)),
  constraint photo_width_check CHECK (((width >= 1) AND (width <= 1280))),
  constraint photo_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint photo_pkey PRIMARY KEY (id),
  constraint photo_group_id_id_key UNIQUE (group_id, id)
);
CREATE INDEX photo_by_end ON public.photo USING btree (expires_at);
CREATE INDEX photo_by_site ON public.photo USING btree (site_id, made_at DESC);

create table power_cut (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  is_freezer_full boolean not null,
  fingerprint uuid not null,
  constraint power_cut_check CHECK (((ended_at IS NULL) OR (ended_at >= began_at))),
  constraint power_cut_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint power_cut_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_power_cut_at_a_time ON public.power_cut USING btree (site_id) WHERE (ended_at IS NULL);
CREATE INDEX power_cut_by_site ON public.power_cut USING btree (site_id, began_at);

create table public_group (
  group_id uuid not null,
  has_board boolean default true not null,
  keep_days smallint default 14 not null,
  constraint public_group_keep_days_check CHECK (((keep_days >= 1) AND (keep_days <= 60))),
  constraint public_group_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint public_group_pkey PRIMARY KEY (group_id)
);

create table public_hours (
  site_id uuid not null,
  weekday smallint not null,
  opens smallint not null,
  closes smallint not null,
  constraint public_hours_check CHECK ((opens < closes)),
  constraint public_hours_closes_check CHECK ((closes <= 1440)),
  constraint public_hours_opens_check CHECK ((opens >= 0)),
  constraint public_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint public_hours_site_id_fkey FOREIGN KEY (site_id) REFERENCES public_site(site_id),
  constraint public_hours_pkey PRIMARY KEY (site_id, weekday, opens)
);

create table public_signal (
  site_id uuid not null,
  group_id uuid not null,
  kind text not null,
  category_id uuid,
  item_id uuid,
  constraint public_signal_check CHECK (((num_nonnulls(category_id, item_id) = 1) AND ((item_id IS NULL) OR (kind = 'not_now'::text)))),
  constraint public_signal_kind_check CHECK ((kind = ANY (ARRAY['welcome'::text, 'not_now'::text, 'hidden'::text]))),
  constraint public_signal_group_id_category_id_fkey FOREIGN KEY (group_id, category_id) REFERENCES category(group_id, id),
  constraint public_signal_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint public_signal_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint public_signal_site_id_kind_category_id_item_id_key UNIQUE NULLS NOT DISTINCT (site_id, kind, category_id, item_id)
);

create table public_site (
  site_id uuid not null,
  group_id uuid not null,
  is_public boolean default false not null,
  shows_place boolean default false not null,
  area text,
  hours_note text,
  accepts_note text,
  help_note text,
  languages text[] default '{en}'::text[] not null,
  constraint public_site_accepts_note_check CHECK (((length(accepts_note) >= 1) AND (length(accepts_note) <= 300))),
  constraint public_site_area_check CHECK (((length(area) >= 1) AND (length(area) <= 120))),
  constraint public_site_help_note_check CHECK (((length(help_note) >= 1) AND (length(help_note) <= 500))),
  constraint public_site_hours_note_check CHECK (((length(hours_note) >= 1) AND (length(hours_note) <= 300))),
  constraint public_site_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint public_site_pkey PRIMARY KEY (site_id)
);
CREATE INDEX public_site_by_group ON public.public_site USING btree (group_id) WHERE is_public;

create table public_slug (
  slug text not null,
  group_id uuid not null,
  site_id uuid,
  is_current boolean not null,
  constraint public_slug_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND ((length(slug) >= 2) AND (length(slug) <= 60)))),
  constraint public_slug_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint public_slug_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint public_slug_pkey PRIMARY KEY (slug)
);
CREATE UNIQUE INDEX public_slug_of_group ON public.public_slug USING btree (group_id) WHERE (is_current AND (site_id IS NULL));
CREATE UNIQUE INDEX public_slug_of_site ON public.public_slug USING btree (site_id) WHERE (is_current AND (site_id IS NOT NULL));

create table reading (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  probe text not null,
  celsius_tenths smallint not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  source text not null,
  sensor text,
  fingerprint uuid not null,
  constraint reading_celsius_tenths_check CHECK (((celsius_tenths >= '-600'::integer) AND (celsius_tenths <= 800))),
  constraint reading_check CHECK (((sensor IS NULL) OR (source = 'sensor'::text))),
  constraint reading_probe_check CHECK ((probe = ANY (ARRAY['fridge'::text, 'freezer'::text, 'ambient'::text]))),
  constraint reading_sensor_check CHECK (((length(sensor) >= 1) AND (length(sensor) <= 120))),
  constraint reading_source_check CHECK ((source = ANY (ARRAY['hand'::text, 'sensor'::text, 'visit'::text]))),
  constraint reading_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint reading_pkey PRIMARY KEY (id)
);
CREATE INDEX reading_by_probe ON public.reading USING btree (site_id, probe, occurred_at);
CREATE INDEX reading_by_site ON public.reading USING btree (site_id, occurred_at, id);
CREATE INDEX reading_by_time ON public.reading USING btree (group_id, occurred_at, id);

create table rota_slot (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  weekday smallint,
  on_day date,
  note text,
  taken_by uuid,
  ended_on date,
  fingerprint uuid not null,
  constraint rota_slot_check CHECK ((num_nonnulls(weekday, on_day) = 1)),
  constraint rota_slot_note_check CHECK (((length(note) >= 1) AND (length(note) <= 200))),
  constraint rota_slot_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint rota_slot_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint rota_slot_group_id_taken_by_fkey FOREIGN KEY (group_id, taken_by) REFERENCES member(group_id, id),
  constraint rota_slot_pkey PRIMARY KEY (id),
  constraint rota_slot_group_id_id_key UNIQUE (group_id, id)
);
CREATE INDEX rota_slot_by_group ON public.rota_slot USING btree (group_id, site_id);

create table rota_turn (
  slot_id uuid not null,
  on_day date not null,
  group_id uuid not null,
  taken_by uuid,
  constraint rota_turn_group_id_slot_id_fkey FOREIGN KEY (group_id, slot_id) REFERENCES rota_slot(group_id, id) ON DELETE CASCADE,
  constraint rota_turn_group_id_taken_by_fkey FOREIGN KEY (group_id, taken_by) REFERENCES member(group_id, id),
  constraint rota_turn_pkey PRIMARY KEY (slot_id, on_day)
);
CREATE INDEX rota_turn_by_member ON public.rota_turn USING btree (taken_by) WHERE (taken_by IS NOT NULL);

create table session (
  id uuid not null,
  token_hash bytea not null,
  group_id uuid not null,
  member_id uuid not null,
  kind text not null,
  label text,
  role text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  only_for text,
  site_id uuid,
  constraint session_check CHECK (((kind = 'api_token'::text) = ((label IS NOT NULL) AND (role IS NOT NULL)))),
  constraint session_check1 CHECK (((site_id IS NULL) OR (only_for IS NOT NULL))),
  constraint session_check2 CHECK (((only_for IS NULL) OR (kind = 'api_token'::text))),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['session'::text, 'api_token'::text]))),
  constraint session_label_check CHECK (((length(label) >= 1) AND (length(label) <= 120))),
  constraint session_only_for_check CHECK ((only_for = 'readings'::text)),
  constraint session_role_check CHECK ((role = ANY (ARRAY['volunteer'::text, 'steward'::text, 'organizer'::text]))),
  constraint session_group_id_member_id_fkey FOREIGN KEY (group_id, member_id) REFERENCES member(group_id, id),
  constraint session_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX session_by_end ON public.session USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX session_by_member ON public.session USING btree (group_id, member_id);

create table sign_in_link (
  token_hash bytea not null,
  group_id uuid not null,
  member_id uuid not null,
  expires_at timestamp with time zone not null,
  constraint sign_in_link_group_id_member_id_fkey FOREIGN KEY (group_id, member_id) REFERENCES member(group_id, id),
  constraint sign_in_link_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX sign_in_link_by_member ON public.sign_in_link USING btree (group_id, member_id);

create table site (
  id uuid not null,
  group_id uuid not null,
  name text not null,
  kind text not null,
  time_zone text not null,
  address text,
  latitude double precision,
  longitude double precision,
  refuses text[] default '{}'::text[] not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  fingerprint uuid,
  figures_of text,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint site_address_check CHECK (((length(address) >= 1) AND (length(address) <= 300))),
  constraint site_kind_check CHECK ((kind = ANY (ARRAY['free_store'::text, 'fridge'::text, 'pantry'::text, 'hub'::text, 'pop_up'::text, 'in_transit'::text]))),
  constraint site_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint site_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint site_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint site_refuses_check CHECK ((refuses <@ ARRAY['past_use_by'::text, 'raw_meat_fish'::text, 'raw_milk'::text, 'opened'::text, 'undated_prepared_food'::text, 'alcohol'::text, 'medicine'::text])),
  constraint site_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint site_pkey PRIMARY KEY (id),
  constraint site_group_id_id_key UNIQUE (group_id, id)
);
CREATE UNIQUE INDEX one_in_transit_site ON public.site USING btree (group_id) WHERE (kind = 'in_transit'::text);
CREATE INDEX site_by_name ON public.site USING btree (group_id, plain_text(name) COLLATE "C", id);
CREATE TRIGGER changed BEFORE UPDATE ON public.site FOR EACH ROW EXECUTE FUNCTION mark_changed();
CREATE TRIGGER named_by_levels BEFORE DELETE ON public.site FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_leveled();

create table site_cold (
  site_id uuid not null,
  group_id uuid not null,
  fridge_limit_tenths smallint,
  freezer_limit_tenths smallint,
  allowed_minutes smallint,
  hot_allowed_minutes smallint,
  prepared_food_days smallint,
  visit_every_hours smallint default 24 not null,
  accepts_note text,
  constraint site_cold_accepts_note_check CHECK (((length(accepts_note) >= 1) AND (length(accepts_note) <= 500))),
  constraint site_cold_allowed_minutes_check CHECK (((allowed_minutes >= 15) AND (allowed_minutes <= 1440))),
  constraint site_cold_freezer_limit_tenths_check CHECK (((freezer_limit_tenths >= '-400'::integer) AND (freezer_limit_tenths <= 0))),
  constraint site_cold_fridge_limit_tenths_check CHECK (((fridge_limit_tenths >= 0) AND (fridge_limit_tenths <= 150))),
  constraint site_cold_hot_allowed_minutes_check CHECK (((hot_allowed_minutes >= 15) AND (hot_allowed_minutes <= 1440))),
  constraint site_cold_prepared_food_days_check CHECK (((prepared_food_days >= 1) AND (prepared_food_days <= 7))),
  constraint site_cold_visit_every_hours_check CHECK (((visit_every_hours >= 1) AND (visit_every_hours <= 720))),
  constraint site_cold_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint site_cold_pkey PRIMARY KEY (site_id)
);
CREATE INDEX site_cold_by_group ON public.site_cold USING btree (group_id);

create table site_item (
  site_id uuid not null,
  item_id uuid not null,
  group_id uuid not null,
  level bigint default 0 not null,
  lotless_level bigint default 0 not null,
  first_moved_at timestamp with time zone,
  needs_count_since timestamp with time zone,
  own_minimum bigint,
  own_target bigint,
  minimum bigint,
  target bigint,
  stale boolean default true not null,
  on_hand bigint default 0 not null,
  incoming bigint default 0 not null,
  distributed bigint default 0 not null,
  missed bigint default 0 not null,
  days_out integer default 0 not null,
  window_days integer default 0 not null,
  daily_demand double precision default 0 not null,
  days_left double precision,
  gap bigint default 0 not null,
  status smallint default 2 not null,
  changed_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint site_item_is_sound CHECK (site_item_is_sound(own_minimum, own_target, minimum, target, status)),
  constraint site_item_pkey PRIMARY KEY (site_id, item_id)
) with (fillfactor=80);
CREATE INDEX shortage_by_group ON public.site_item USING btree (group_id, status, days_left, missed DESC, gap DESC) WHERE ((status < 2) OR (missed > 0));
CREATE INDEX shortage_by_site ON public.site_item USING btree (site_id, status, days_left, missed DESC, gap DESC) WHERE ((status < 2) OR (missed > 0));
CREATE INDEX site_item_by_item ON public.site_item USING btree (item_id, site_id);
CREATE INDEX site_item_changed ON public.site_item USING brin (changed_in) WITH (pages_per_range='8', autosummarize='on');
CREATE INDEX site_item_stale ON public.site_item USING btree (site_id, item_id) WHERE stale;
CREATE TRIGGER changed BEFORE UPDATE ON public.site_item FOR EACH ROW WHEN (((new.changed_in = old.changed_in) AND ((new.level <> old.level) OR (new.minimum IS DISTINCT FROM old.minimum) OR (new.target IS DISTINCT FROM old.target) OR (new.needs_count_since IS DISTINCT FROM old.needs_count_since)))) EXECUTE FUNCTION mark_changed();
CREATE TRIGGER of_one_group AFTER INSERT ON public.site_item REFERENCING NEW TABLE AS new_pair FOR EACH STATEMENT EXECUTE FUNCTION pairs_are_of_one_group();
CREATE TRIGGER same_pair BEFORE UPDATE OF site_id, item_id, group_id ON public.site_item FOR EACH ROW WHEN ((((new.site_id IS DISTINCT FROM old.site_id) OR (new.item_id IS DISTINCT FROM old.item_id)) OR (new.group_id IS DISTINCT FROM old.group_id))) EXECUTE FUNCTION refuse_other_pair();

create table site_task (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  kind text not null,
  note text,
  due_on date,
  opened_at timestamp with time zone not null,
  opened_by_visit_id uuid,
  taken_by uuid,
  closed_at timestamp with time zone,
  closed_by_visit_id uuid,
  fingerprint uuid not null,
  constraint site_task_kind_check CHECK ((kind = ANY (ARRAY['cleaning'::text, 'repair'::text, 'restock'::text, 'other'::text]))),
  constraint site_task_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
  constraint site_task_group_id_closed_by_visit_id_fkey FOREIGN KEY (group_id, closed_by_visit_id) REFERENCES visit(group_id, id),
  constraint site_task_group_id_opened_by_visit_id_fkey FOREIGN KEY (group_id, opened_by_visit_id) REFERENCES visit(group_id, id),
  constraint site_task_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint site_task_group_id_taken_by_fkey FOREIGN KEY (group_id, taken_by) REFERENCES member(group_id, id),
  constraint site_task_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_open_task_of_a_visit ON public.site_task USING btree (site_id, kind) WHERE ((closed_at IS NULL) AND (opened_by_visit_id IS NOT NULL));
CREATE INDEX site_task_by_site ON public.site_task USING btree (site_id, opened_at, id);
CREATE INDEX site_task_open ON public.site_task USING btree (group_id, due_on, opened_at, id) WHERE (closed_at IS NULL);

create table stocktake (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  member_id uuid not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  fingerprint uuid not null,
  constraint stocktake_group_id_member_id_fkey FOREIGN KEY (group_id, member_id) REFERENCES member(group_id, id),
  constraint stocktake_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint stocktake_pkey PRIMARY KEY (id)
);
CREATE INDEX stocktake_by_site ON public.stocktake USING btree (site_id, occurred_at DESC);

create table stocktake_line (
  stocktake_id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  item_id uuid not null,
  lot_id uuid,
  counted bigint not null,
  expected bigint not null,
  movement_id uuid,
  occurred_at timestamp with time zone not null,
  constraint stocktake_line_check CHECK (((movement_id IS NULL) = (counted = expected))),
  constraint stocktake_line_counted_check CHECK ((counted >= 0)),
  constraint stocktake_line_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint stocktake_line_item_id_lot_id_fkey FOREIGN KEY (item_id, lot_id) REFERENCES lot(item_id, id),
  constraint stocktake_line_stocktake_id_fkey FOREIGN KEY (stocktake_id) REFERENCES stocktake(id)
);
CREATE INDEX stocktake_line_by_pair ON public.stocktake_line USING btree (site_id, item_id, occurred_at);
CREATE UNIQUE INDEX stocktake_line_once ON public.stocktake_line USING btree (stocktake_id, item_id, lot_id) NULLS NOT DISTINCT;

create table transfer (
  id uuid not null,
  group_id uuid not null,
  from_site_id uuid not null,
  to_site_id uuid not null,
  shipped_at timestamp with time zone not null,
  receipt_id uuid,
  received_at timestamp with time zone,
  fingerprint uuid not null,
  receipt_fingerprint uuid,
  constraint transfer_check CHECK ((from_site_id <> to_site_id)),
  constraint transfer_check1 CHECK ((num_nonnulls(receipt_id, received_at, receipt_fingerprint) = ANY (ARRAY[0, 3]))),
  constraint transfer_group_id_fkey FOREIGN KEY (group_id) REFERENCES aid_group(id),
  constraint transfer_group_id_from_site_id_fkey FOREIGN KEY (group_id, from_site_id) REFERENCES site(group_id, id),
  constraint transfer_group_id_to_site_id_fkey FOREIGN KEY (group_id, to_site_id) REFERENCES site(group_id, id),
  constraint transfer_pkey PRIMARY KEY (id),
  constraint transfer_group_id_id_key UNIQUE (group_id, id),
  constraint transfer_receipt_id_key UNIQUE (receipt_id)
);
CREATE INDEX transfer_by_time ON public.transfer USING btree (group_id, shipped_at DESC, id DESC);
CREATE INDEX transfer_on_the_way ON public.transfer USING btree (to_site_id) WHERE (received_at IS NULL);
CREATE TRIGGER named_by_movements BEFORE DELETE ON public.transfer FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_moved();

create table visit (
  id uuid not null,
  group_id uuid not null,
  site_id uuid not null,
  member_id uuid not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  fullness smallint,
  condition text,
  note text,
  photo_id uuid,
  reversal_id uuid,
  reversed_at timestamp with time zone,
  fingerprint uuid not null,
  head_fingerprint uuid,
  refused_lines smallint default 0 not null,
  constraint visit_check CHECK (((reversal_id IS NULL) = (reversed_at IS NULL))),
  constraint visit_condition_check CHECK ((condition = ANY (ARRAY['clean'::text, 'needs_cleaning'::text, 'needs_repair'::text, 'not_there'::text]))),
  constraint visit_fullness_check CHECK (((fullness >= 0) AND (fullness <= 3))),
  constraint visit_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
  constraint visit_refused_lines_check CHECK ((refused_lines >= 0)),
  constraint visit_group_id_member_id_fkey FOREIGN KEY (group_id, member_id) REFERENCES member(group_id, id),
  constraint visit_group_id_photo_id_fkey FOREIGN KEY (group_id, photo_id) REFERENCES photo(group_id, id) ON DELETE SET NULL (photo_id),
  constraint visit_group_id_site_id_fkey FOREIGN KEY (group_id, site_id) REFERENCES site(group_id, id),
  constraint visit_pkey PRIMARY KEY (id),
  constraint visit_group_id_id_key UNIQUE (group_id, id),
  constraint visit_reversal_id_key UNIQUE (reversal_id)
);
CREATE INDEX visit_by_photo ON public.visit USING btree (photo_id) WHERE (photo_id IS NOT NULL);
CREATE INDEX visit_by_site ON public.visit USING btree (site_id, occurred_at DESC, id DESC);
CREATE INDEX visit_by_time ON public.visit USING btree (group_id, occurred_at DESC, id DESC);

create table visit_left (
  visit_id uuid not null,
  group_id uuid not null,
  item_id uuid,
  category_id uuid,
  quantity bigint,
  level text,
  constraint visit_left_check CHECK ((num_nonnulls(item_id, category_id) = 1)),
  constraint visit_left_check1 CHECK ((num_nonnulls(quantity, level) = 1)),
  constraint visit_left_check2 CHECK (((category_id IS NULL) OR (level IS NOT NULL) OR (quantity = 0))),
  constraint visit_left_level_check CHECK ((level = ANY (ARRAY['few'::text, 'some'::text, 'many'::text]))),
  constraint visit_left_quantity_check CHECK ((quantity >= 0)),
  constraint visit_left_group_id_category_id_fkey FOREIGN KEY (group_id, category_id) REFERENCES category(group_id, id),
  constraint visit_left_group_id_item_id_fkey FOREIGN KEY (group_id, item_id) REFERENCES item(group_id, id),
  constraint visit_left_group_id_visit_id_fkey FOREIGN KEY (group_id, visit_id) REFERENCES visit(group_id, id),
  constraint visit_left_visit_id_item_id_category_id_key UNIQUE NULLS NOT DISTINCT (visit_id, item_id, category_id)
);

create table visit_movement (
  movement_id uuid not null,
  visit_id uuid not null,
  part text not null,
  constraint visit_movement_part_check CHECK ((part = ANY (ARRAY['thrown_out'::text, 'put_in'::text]))),
  constraint visit_movement_movement_id_fkey FOREIGN KEY (movement_id) REFERENCES movement(id),
  constraint visit_movement_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(id),
  constraint visit_movement_pkey PRIMARY KEY (movement_id)
);
CREATE INDEX visit_movement_by_visit ON public.visit_movement USING btree (visit_id);
