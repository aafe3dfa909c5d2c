-- What readers ask about their own data is done by a link mailed afresh, once and within the hour, because mails are forwarded and with them the
-- address of a reader's own page. A change of address is allowed by the mailbox they have and confirmed by the one they want. The link is
-- computed and never stored.
create table petition (
    id         bigint      generated always as identity primary key,
    reader_id  integer     not null references reader (id),
    kind       text        not null check (kind in ('export', 'erasure', 'move', 'arrival')),
    address    text,
    asked_at   timestamptz not null,
    expires_at timestamptz not null,
    sent_at    timestamptz,
    used_at    timestamptz,
    constraint petition_names_an_address check ((address is not null) = (kind in ('move', 'arrival')))
);
create index petition_of_reader on petition (reader_id, asked_at);
create index petition_to on petition (address, asked_at) where kind = 'arrival';
create index petition_expired on petition (expires_at);
