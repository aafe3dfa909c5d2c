-- Following from other servers (ActivityPub): who follows, which inboxes are told, and what each was told of which article.

-- An inbox of another server: usually one for all who follow from there.
create table activity_inbox (
    id            bigint      generated always as identity primary key,
    address       text        not null unique,
    origin        text        not null,
    -- How its server took what was signed last.
    style         text        not null default 'cavage' check (style in ('cavage', 'rfc9421')),
    since         timestamptz not null,
    attempts      integer     not null default 0,
    failing_since timestamptz,
    -- Nothing is told before.
    rest_until    timestamptz not null
);
create index activity_inbox_origin on activity_inbox (origin);

create table activity_follower (
    id            bigint      generated always as identity primary key,
    -- Whom of ours: 'paper', 'topic:4'.
    actor         text        not null,
    -- The address that stands for who follows.
    follower      text        not null,
    origin        text        not null,
    inbox_id      bigint      not null references activity_inbox (id) on delete cascade,
    -- Where the answer goes, and what it answers.
    answer_to     text        not null,
    follow        text        not null,
    -- When they said the last of it: what was said before counts no more.
    said_at       timestamptz not null,
    -- They follow no more. Kept for a while, so that nobody repeats what they once said.
    ended_at      timestamptz,
    due_at        timestamptz,
    attempts      integer     not null default 0,
    claimed_by    text,
    claimed_until timestamptz,
    unique (actor, follower)
);
create index activity_follower_follower on activity_follower (follower);
create index activity_follower_inbox on activity_follower (inbox_id, actor) where ended_at is null;
create index activity_follower_due on activity_follower (due_at) where due_at is not null;

-- One row for an article at an inbox is its queue there: due while the inbox has not been told how the article is. So what is told
-- of one article goes in order, and several changes that wait are told as one.
create table activity_telling (
    article_id    bigint      not null references article (id),
    inbox_id      bigint      not null references activity_inbox (id) on delete cascade,
    changes       bigint      not null default 1,
    changed_at    timestamptz not null,
    due_at        timestamptz,
    attempts      integer     not null default 0,
    -- Something of the article may have come there, whether or not there was an answer.
    may_have      boolean     not null default false,
    -- A digest of the form that came there last.
    told          text,
    -- Which actors have passed it on there.
    announced     text[]      not null default '{}',
    claimed_by    text,
    claimed_until timestamptz,
    primary key (article_id, inbox_id)
);
create index activity_telling_due on activity_telling (due_at) where due_at is not null;
create index activity_telling_inbox on activity_telling (inbox_id);
