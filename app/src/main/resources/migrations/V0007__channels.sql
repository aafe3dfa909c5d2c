-- Ways to a reader beside e-mail: browsers that take Web Push, and webhooks.

-- A row of kind 'email' stands for the reader's own address: there is one only where the reader chose about it, and
-- disabled it means that mails are not wanted as long as another channel lives. A push endpoint that is gone is
-- forgotten: its address and keys are cleared, the row stays, because memory learns of the end by changed_in.
create table channel (
    id            bigint      generated always as identity primary key,
    reader_id     integer     not null references reader,
    kind          text        not null check (kind in ('email', 'push', 'webhook')),
    endpoint      text        not null,
    keys          bytea       not null,
    former_keys   bytea,
    former_until  timestamptz,
    created_at    timestamptz not null,
    failing_since timestamptz,
    disabled_at   timestamptz,
    disabled_why  text,
    changed_in    xid8        not null default pg_current_xact_id(),
    check ((disabled_at is null) = (disabled_why is null)),
    check ((former_keys is null) = (former_until is null)),
    check (disabled_at is not null or kind = 'email' or (endpoint <> '' and length(keys) > 0))
);
create unique index channel_push on channel (endpoint) where kind = 'push' and disabled_at is null;
create unique index channel_webhook on channel (reader_id, endpoint) where kind = 'webhook' and disabled_at is null;
create unique index channel_email on channel (reader_id) where kind = 'email';
create index channel_of_reader on channel (reader_id, kind);
create index channel_changed on channel (changed_in);
create trigger channel_note_change before update on channel for each row execute function note_change();

alter table alert_slice
    drop constraint alert_slice_channel_check,
    add constraint alert_slice_channel_check check (channel in ('email', 'push', 'webhook'));

-- Each channel has its own carriers, so that none waits for another.
alter table slice_lease
    add column channel text not null default 'email' check (channel in ('email', 'push', 'webhook'));
alter table slice_lease alter column channel drop default;
drop index slice_lease_open;
create index slice_lease_open on slice_lease (channel, lane, turn, slice_id) where ended_at is null;

-- A reader's private feed. Its address proves itself and is good for one generation: the next makes it void.
create table private_feed (
    reader_id  integer     primary key references reader,
    generation integer     not null check (generation > 0),
    changed_at timestamptz not null,
    ended_at   timestamptz
);
