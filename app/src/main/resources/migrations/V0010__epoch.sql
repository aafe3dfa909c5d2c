-- Which life of the database this is, when it was last lived, and whether sends are held until somebody says how to go on.

-- An epoch begins when the database is made or restored. held_since: what was due up to then may have been sent in a life that is
-- not remembered here. held_as_of: up to when it is remembered. skipped_through: what was due up to then is not sent any more.
create table newsroom (
    single          boolean     primary key default true check (single),
    epoch           uuid        not null default gen_random_uuid(),
    former_epochs   uuid[]      not null default '{}',
    beat_at         timestamptz,
    held_since      timestamptz,
    held_why        text        check (held_why in ('restored', 'elsewhere', 'silent')),
    held_as_of      timestamptz,
    skipped_through timestamptz,
    check ((held_since is null) = (held_why is null)),
    check (held_as_of is null or held_since is not null)
);
insert into newsroom default values;
