-- The newsroom's own hub (W3C WebSub): who is told when a feed changes, and who has asked for that and is not yet verified.

create table hub_intent (
    id            bigint      generated always as identity primary key,
    mode          text        not null check (mode in ('subscribe', 'unsubscribe')),
    feed          text        not null,
    callback      text        not null,
    origin        text        not null,
    secret        bytea       check (octet_length(secret) between 1 and 199),
    lease_seconds integer     not null check (lease_seconds > 0),
    challenge     text        not null,
    asked_at      timestamptz not null,
    attempts      integer     not null default 0,
    due_at        timestamptz not null,
    claimed_by    text,
    claimed_until timestamptz,
    unique (feed, callback)
);
create index hub_intent_due on hub_intent (due_at);
create index hub_intent_origin on hub_intent (origin);

-- One row is also the queue: due while the subscriber has not got the feed as it is. Several changes that wait are told as one.
create table hub_subscription (
    id            bigint      generated always as identity primary key,
    feed          text        not null,
    page_key      text        not null,
    callback      text        not null,
    origin        text        not null,
    secret        bytea       check (octet_length(secret) between 1 and 199),
    lease_until   timestamptz not null,
    -- Counts what happened to the feed, so that a change under way is not taken for told.
    changes       bigint      not null default 1,
    changed_at    timestamptz not null,
    due_at        timestamptz,
    attempts      integer     not null default 0,
    failing_since timestamptz,
    told_digest   bytea,
    claimed_by    text,
    claimed_until timestamptz,
    unique (feed, callback)
);
create index hub_subscription_due on hub_subscription (due_at) where due_at is not null;
create index hub_subscription_page on hub_subscription (page_key);
create index hub_subscription_origin on hub_subscription (origin);
