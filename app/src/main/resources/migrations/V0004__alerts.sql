-- Who is to be told of what, frozen once; and what became of it.

create table alert (
    id         bigint      generated always as identity primary key,
    article_id bigint      not null references article,
    kind       text        not null check (kind in ('new')),
    occasion   integer     not null,
    revision   integer     not null,
    subjects   bigint[]    not null,
    lane       smallint    not null,
    created_at timestamptz not null,
    due_at     timestamptz not null,
    not_after  timestamptz not null,
    planned_at timestamptz,
    planned    integer     not null default 0 check (planned >= 0),
    held_at    timestamptz,
    stopped_at timestamptz,
    changed_in xid8        not null default pg_current_xact_id(),
    unique (article_id, kind, occasion)
);
create trigger alert_note_change before update on alert for each row execute function note_change();
create index alert_changed on alert (changed_in);

-- Locked by whoever plans, so that one plans at a time in the whole newsroom. Never holds a row.
create table planning ();

-- A thousand frozen receivers of an alert on one channel: Roaring bytes of reader numbers.
-- The ordinal of a receiver is its rank in the set.
create table alert_slice (
    id       bigint  generated always as identity primary key,
    alert_id bigint  not null references alert,
    number   integer not null,
    channel  text    not null check (channel in ('email')),
    readers  bytea   not null,
    size     integer not null check (size between 1 and 1000),
    unique (alert_id, number)
);
create trigger alert_slice_stays before update on alert_slice for each row execute function refuse_change();

-- Who carries a slice, until when, by the database's clock. The fence rises with each claim and shuts
-- out a node that wakes after its lease. Whenever a slice is put down it is folded: `ends` holds one byte
-- for each ordinal, its last outcome in the rows up to and with `folded_fence`, 0 where there is none;
-- the counts say the same. `turn` is the place within the lane; `revision` is the article's in which the
-- holder tells of it.
create table slice_lease (
    slice_id          bigint      not null primary key references alert_slice,
    alert_id          bigint      not null references alert,
    lane              smallint    not null,
    turn              bigint      not null,
    revision          integer     not null default 0,
    size              integer     not null,
    due_at            timestamptz not null,
    node              text,
    fence             bigint      not null default 0,
    leased_until      timestamptz,
    started_at        timestamptz,
    ended_at          timestamptz,
    ends              bytea       check (length(ends) = size),
    folded_fence      bigint      not null default 0,
    accepted_count    integer     not null default 0,
    deferred_count    integer     not null default 0,
    refused_count     integer     not null default 0,
    suppressed_count  integer     not null default 0,
    expired_count     integer     not null default 0,
    withdrawn_count   integer     not null default 0,
    uncertain_count   integer     not null default 0,
    first_accepted_at timestamptz,
    last_accepted_at  timestamptz,
    check (folded_fence <= fence),
    check (ended_at is null or ends is not null),
    check (ended_at is null or size = accepted_count + refused_count + suppressed_count + expired_count
                                    + withdrawn_count + uncertain_count)
);
create index slice_lease_open on slice_lease (lane, turn, slice_id) where ended_at is null;
create index slice_lease_alert on slice_lease (alert_id);

-- How attempts ended, one row for each slice in a group of a commit; arrays run in parallel.
-- Append-only, written under the fence only. Of several outcomes for one ordinal the last counts
-- (by fence, then number). The number is the holder's, so that a group whose answer was lost with the
-- database is not written twice. `retry_at` is null where nothing of the row is tried again.
create table outcome (
    slice_id bigint        not null references slice_lease,
    fence    bigint        not null,
    number   bigint        not null,
    revision integer       not null,
    at       timestamptz   not null,
    ordinals integer[]     not null,
    ends     smallint[]    not null,
    codes    smallint[]    not null,
    replies  text[]        not null,
    retry_at timestamptz[],
    primary key (slice_id, fence, number),
    check (cardinality(ordinals) > 0
       and cardinality(ordinals) = cardinality(ends)
       and cardinality(ordinals) = cardinality(codes)
       and cardinality(ordinals) = cardinality(replies)
       and (retry_at is null or cardinality(ordinals) = cardinality(retry_at)))
);
create trigger outcome_stays before update on outcome for each row execute function refuse_change();
