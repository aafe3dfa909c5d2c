-- What came in under an externalId keeps its permanent ids also where it is imported anew into another newsroom, under another number; articles
-- that are there keep theirs. And a CDN is told what changed, until it has heard it.

alter table article add column entry_key text unique;

create table purge (
    id            bigint      generated always as identity primary key,
    keys          text[]      not null,
    made_at       timestamptz not null default now(),
    attempts      integer     not null default 0,
    due_at        timestamptz not null default now(),
    claimed_by    text,
    claimed_until timestamptz
);
