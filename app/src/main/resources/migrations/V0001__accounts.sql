-- Who reads and who writes, and the keys that every node must share.

create table secret (
    name       text        not null primary key,
    value      bytea       not null,
    created_at timestamptz not null default now()
);

-- Rows that others follow in memory carry the transaction that changed them last. Sequence numbers
-- commit out of order; a transaction id compared with pg_snapshot_xmin does not miss a row.
create function note_change() returns trigger language plpgsql as $$
begin
    new.changed_in := pg_current_xact_id();
    return new;
end
$$;

-- A row of this kind is written once and never changed.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is never changed', tg_table_name;
end
$$;

-- The number of a reader is dense, given once and never reused: sets of readers are bitmaps.
-- Erasure leaves the number and a keyed hash of the address, which blocks imports. Who confirms again
-- after an erasure is a new reader, so that what is kept of the old one stays nobody's; hence a hash
-- may stand here twice.
create table reader (
    id              integer     generated always as identity primary key,
    email           text        unique,
    erased_hash     bytea,
    language        text        not null,
    time_zone       text        not null,
    created_at      timestamptz not null,
    suppressed_at   timestamptz,
    suppressed_why  text        check (suppressed_why in ('import', 'refused', 'bounced', 'complained', 'by-hand')),
    suppressed_note text,
    changed_in      xid8        not null default pg_current_xact_id(),
    check ((email is null) = (erased_hash is not null)),
    check ((suppressed_at is null) = (suppressed_why is null))
);
create index reader_changed on reader (changed_in);
create index reader_erased on reader (erased_hash) where erased_hash is not null;
create trigger reader_note_change before update on reader for each row execute function note_change();

-- Proof of consent: when, to which words, by which way; the words are empty where another system took
-- the consent and did not hand them over. Kept as long as the reader.
create table consent (
    id        bigint      generated always as identity primary key,
    reader_id integer     not null references reader,
    given_at  timestamptz not null,
    source    text        not null,
    wording   text        not null,
    language  text        not null,
    unique (reader_id, given_at, source)
);

create table staff (
    id         bigint      generated always as identity primary key,
    email      text        not null unique,
    name       text        not null check (name <> ''),
    role       text        not null check (role in ('reporter', 'editor', 'chief', 'admin')),
    created_at timestamptz not null
);

-- Only hashes of what opens a door are kept.
create table sign_in_link (
    token_hash bytea       not null primary key,
    staff_id   bigint      not null references staff,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table staff_session (
    token_hash bytea       not null primary key,
    staff_id   bigint      not null references staff,
    csrf       text        not null,
    expires_at timestamptz not null
);

create table api_token (
    id         bigint      generated always as identity primary key,
    name       text        not null unique,
    role       text        not null check (role in ('reporter', 'editor', 'chief', 'admin')),
    token_hash bytea       not null unique,
    created_at timestamptz not null,
    revoked_at timestamptz
);

-- The first answer to a write, for those who ask again with the same Idempotency-Key.
create table idempotent_answer (
    token_id   bigint      not null,
    key        text        not null,
    body_hash  bytea       not null,
    status     integer     not null,
    answer     text        not null,
    created_at timestamptz not null default now(),
    primary key (token_id, key)
);
