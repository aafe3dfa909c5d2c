-- When an article stands in the lists of its topics: since its publication, while it is public. Kept here beside the topic, so that the
-- newest of a topic are read from one index, however many articles there are and however few are on the topic.
alter table article_topic add column listed_at timestamptz;

update article_topic t
   set listed_at = a.published_at
  from article a
 where a.id = t.article_id
   and a.state = 'published';

create index article_topic_listed on article_topic (topic_id, listed_at desc, article_id desc);

create function list_by_topic() returns trigger language plpgsql as $$
begin
    select published_at into new.listed_at from article where id = new.article_id and state = 'published';
    return new;
end
$$;
create trigger article_topic_list before insert on article_topic for each row execute function list_by_topic();

create function list_article() returns trigger language plpgsql as $$
begin
    update article_topic
       set listed_at = case when new.state = 'published' then new.published_at end
     where article_id = new.id;
    return new;
end
$$;
create trigger article_list after update of state, published_at on article for each row
  when (old.state is distinct from new.state or old.published_at is distinct from new.published_at)
  execute function list_article();
