-- What came back of a delivery, so that repeated soft bounces end in a suppression and the desk sees who refuses us.

-- One row for each returned mail and reader. The digest makes that the same mail taken in twice changes nothing. No
-- words and no address are kept: the row outlives an erasure.
create table bounce (
    digest    bytea       not null,
    reader_id integer     not null references reader,
    alert_id  bigint      not null,
    at        timestamptz not null,
    status    text        not null,
    reason    text        not null check (reason in ('mailbox', 'domain', 'full', 'sender-or-policy', 'content',
                                                     'temporary', 'complaint')),
    hard      boolean     not null,
    late      boolean     not null,
    primary key (digest, reader_id)
);
create index bounce_of_reader on bounce (reader_id, at);
create index bounce_refused on bounce (at) where reason in ('sender-or-policy', 'content');
