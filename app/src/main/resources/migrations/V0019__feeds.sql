-- Feeds tell of withdrawals however old the article, and their ids bear one name for good.

create index article_killed on article (killed_at desc, id desc) where state = 'killed';

-- The name in the ids of entries (RFC 4151): the first public one that the site had. One row at most.
create table feed_authority (
    is_one  boolean     primary key default true check (is_one),
    name    text        not null,
    kept_at timestamptz not null default now()
);
