-- What was learned of the newsroom's own archive: which words speak for which topics. Replaced whole; can be learned again.

create table topic_model (
    id          bigint      generated always as identity primary key,
    learned_of  timestamptz not null,
    articles    integer     not null check (articles >= 0),
    topics      integer     not null check (topics >= 0),
    model       bytea       not null
);
alter table topic_model alter column model set storage external;
