-- Authors and stories: what articles bear beside topics, and what can be followed like them.

-- Whom bylines name. Names that differ in case or spacing alone are one; the slug stays for good.
create table author (
    id      bigint      generated always as identity primary key,
    key     text        not null unique check (key <> ''),
    slug    text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name    text        not null check (name <> ''),
    made_at timestamptz not null
);

create table story (
    id      bigint      generated always as identity primary key,
    slug    text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    made_at timestamptz not null
);

create table story_label (
    story_id bigint not null references story,
    language text   not null,
    label    text   not null check (label <> ''),
    primary key (story_id, language)
);

alter table revision add column story_id bigint references story;

-- Of the current revision, as its topics are in article_topic.
create table article_author (
    article_id bigint  not null references article,
    author_id  bigint  not null references author,
    position   integer not null check (position > 0),
    primary key (article_id, author_id)
);
create index article_author_author on article_author (author_id, article_id desc);

create table article_story (
    article_id bigint not null primary key references article,
    story_id   bigint not null references story
);
create index article_story_story on article_story (story_id, article_id desc);

alter table follow
    drop constraint follow_kind_check,
    add constraint follow_kind_check check (kind in ('topic', 'search', 'story', 'author'));

alter table follow_request
    add column stories bigint[] not null default '{}',
    add column authors bigint[] not null default '{}',
    drop constraint follow_request_asks_for_something,
    add constraint follow_request_asks_for_something
        check (cardinality(topics) + cardinality(searches) + cardinality(stories) + cardinality(authors) > 0);

alter table alert
    add column stories bigint[] not null default '{}',
    add column authors bigint[] not null default '{}';

-- The bylines of articles that are there already are read by the program, which knows how.
insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
select 'CreditAuthors', 'all', '{"after":0}', now(), false, 1
 where exists (select 1 from article);
