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
    sent_at      timestamptz,
    confirmed_at timestamptz
);
create index follow_request_of on follow_request (email, asked_at);
create index follow_request_open on follow_request (expires_at) where confirmed_at is null;

-- A follow that ended stays as a row: the follow index learns of the end by changed_in, and an import
-- learns of a no that is younger than its yes. Where the link in an alert's mail ended it, the alert
-- stands in ended_through, so that undo opens again exactly what that link has ended.
create table follow (
    kind          text        not null check (kind in ('topic')),
    subject_id    bigint      not null,
    reader_id     integer     not null references reader,
    cadence       text        not null check (cadence in ('instant')),
    since         timestamptz not null,
    ended_at      timestamptz,
    ended_through bigint,
    changed_in    xid8        not null default pg_current_xact_id(),
    primary key (kind, subject_id, reader_id),
    check ((ended_through is null) or (ended_at is not null))
);
create index follow_of_reader on follow (reader_id);
create index follow_changed on follow (changed_in);
create trigger follow_note_change before update on follow for each row execute function note_change();
