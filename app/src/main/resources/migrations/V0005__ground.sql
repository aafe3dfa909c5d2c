-- Jobs of db-scheduler, and what pages have to be made anew.

create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- A job that failed to its end: shown on the desk, sent back by hand.
create table job_set_aside (
    id         bigint      generated always as identity primary key,
    name       text        not null,
    payload    text        not null,
    error      text        not null,
    set_aside_at timestamptz not null default now()
);

-- Keys of what changed (article:17, topic:4, front), so that every node drops the pages that show it.
create table page_change (
    id         bigint      generated always as identity primary key,
    keys       text[]      not null,
    changed_in xid8        not null default pg_current_xact_id(),
    at         timestamptz not null default now()
);
create index page_change_changed on page_change (changed_in);

-- What came in by wire or file: each document once, known by its digest, before and beside the article that was made
-- of it. A version that was taken in before changes nothing when it comes again, in whatever order.
create table item (
    source      text        not null,
    external_id text        not null,
    digest      bytea       not null,
    version     bigint      not null,
    changed_at  timestamptz not null,
    article_id  bigint      references article,
    facts       jsonb       not null,
    received_at timestamptz not null,
    primary key (source, external_id, digest)
);
create index item_of_article on item (article_id) where article_id is not null;
