-- Searches can be followed: what somebody sought, kept once, however many follow it.

-- The text is in the one form that equal searches share. It goes when nobody is left who followed it but
-- readers who were erased; the number stays, and is never given anew.
create table saved_search (
    id         integer     generated always as identity primary key,
    text       text        unique check (text <> ''),
    made_at    timestamptz not null,
    changed_in xid8        not null default pg_current_xact_id()
);
create trigger saved_search_note_change before update on saved_search for each row execute function note_change();
create index saved_search_changed on saved_search (changed_in);

alter table follow
    drop constraint follow_kind_check,
    add constraint follow_kind_check check (kind in ('topic', 'search'));

-- Texts, not numbers: a search is kept when somebody confirms it.
alter table follow_request
    add column searches text[] not null default '{}',
    drop constraint follow_request_topics_check,
    add constraint follow_request_asks_for_something check (cardinality(topics) + cardinality(searches) > 0);

-- The saved searches that the article met when its alert was planned.
alter table alert add column searches integer[] not null default '{}';
