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
create index activity_follower_of_inbox on activity_follower (inbox_id, actor);
drop index activity_follower_inbox;
