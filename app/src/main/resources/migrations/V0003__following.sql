-- Who follows what.

-- Asked for, not yet confirmed. Becomes follows and a consent by the reader's own act only.
create table follow_request (
    id           bigint      generated always as identity primary key,
    email        text        not null,
    language     text        not null,
    topics       bigint[]    not null check (cardinality(topics) > 0),
    cadence      text        not null check (cadence in ('instant')),
    wording      text        not null,
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    confirmed_at timestamptz
);
create index follow_request_of on follow_request (email, asked_at);

-- A follow that ended stays as a row: the follow index learns of the end by changed_in.
create table follow (
    kind       text        not null check (kind in ('topic')),
    subject_id bigint      not null,
    reader_id  integer     not null references reader,
    cadence    text        not null check (cadence in ('instant')),
    since      timestamptz not null,
    ended_at   timestamptz,
    changed_in xid8        not null default pg_current_xact_id(),
    primary key (kind, subject_id, reader_id)
);
create index follow_of_reader on follow (reader_id);
create index follow_changed on follow (changed_in);
create trigger follow_note_change before update on follow for each row execute function note_change();
