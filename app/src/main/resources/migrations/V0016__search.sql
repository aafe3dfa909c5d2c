-- The index of each node reads what transactions did that it has not seen, and so must know which one changed an article.

alter table article add column changed_in xid8 not null default pg_current_xact_id();
create trigger article_note_change before update on article for each row execute function note_change();
create index article_changed_in on article (changed_in);

-- Other topics are another article. Where the transaction has written the article already this writes nothing.
create function note_topics() returns trigger language plpgsql as $$
begin
    update article
       set changed_in = pg_current_xact_id()
     where id in (select article_id from moved)
       and changed_in <> pg_current_xact_id();
    return null;
end
$$;

create trigger article_topic_given after insert on article_topic
    referencing new table as moved for each statement execute function note_topics();
create trigger article_topic_taken after delete on article_topic
    referencing old table as moved for each statement execute function note_topics();
