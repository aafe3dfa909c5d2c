-- Stories and authors are followed from other servers too: who was followed once stays to be found, and followers are found by their inbox.

-- Whom of ours somebody elsewhere has followed: 'story:4'. Their documents stay, whether or not readers see their page now: servers read
-- in them the key by which they believe what was said, and what is taken back.
create table activity_actor (
    key text primary key
);
insert into activity_actor (key)
select distinct actor
  from activity_follower;

-- An inbox that goes takes its followers with it, those who ended included.
create index activity_follower_of_inbox on activity_follower (inbox_id, actor) include (ended_at);
drop index activity_follower_inbox;

-- What an actor passed on is taken back when the article loses it. So it is noted before an actor passes it on, and not only when there
-- was an answer; and how often it was taken back, for what is said anew has an id of its own.
alter table activity_telling
    add column announcing text[] not null default '{}',
    add column undone text[] not null default '{}';

-- What of activity_telling has long been settled: for an article the inboxes that were told the same, in one row. It is spread again before
-- anything is told of the article again.
create table activity_settled (
    id         bigint   generated always as identity primary key,
    article_id bigint   not null references article (id),
    told       text,
    announced  text[]   not null,
    announcing text[]   not null,
    undone     text[]   not null,
    inboxes    bigint[] not null check (cardinality(inboxes) > 0)
);
create index activity_settled_article on activity_settled (article_id);
create index activity_telling_settled on activity_telling (changed_at) where due_at is null;
