-- When an article stands in the lists of its topics, its story and its authors: since its publication, while it is public. Kept here beside
-- what it bears, so that the newest of a topic are read from one index, however many articles there are and however few are on the topic.
alter table article_topic add column listed_at timestamptz;
alter table article_story add column listed_at timestamptz;
alter table article_author add column listed_at timestamptz;

update article_topic t
   set listed_at = a.published_at
  from article a
 where a.id = t.article_id
   and a.state = 'published';

create index article_topic_listed on article_topic (topic_id, listed_at desc, article_id desc);
create index article_story_listed on article_story (story_id, listed_at desc, article_id desc);
create index article_author_listed on article_author (author_id, listed_at desc, article_id desc);

create function list_new() returns trigger language plpgsql as $$
begin
    select published_at into new.listed_at from article where id = new.article_id and state = 'published';
    return new;
end
$$;
create trigger article_topic_list before insert on article_topic for each row execute function list_new();
create trigger article_story_list before insert on article_story for each row execute function list_new();
create trigger article_author_list before insert on article_author for each row execute function list_new();

create function list_article() returns trigger language plpgsql as $$
declare
    since timestamptz := case when new.state = 'published' then new.published_at end;
begin
    update article_topic set listed_at = since where article_id = new.id;
    update article_story set listed_at = since where article_id = new.id;
    update article_author set listed_at = since where article_id = new.id;
    return new;
end
$$;
create trigger article_list after update of state, published_at on article for each row
  when (old.state is distinct from new.state or old.published_at is distinct from new.published_at)
  execute function list_article();
