-- Topics are renamed, merged and split, and nobody who follows one loses anything by it: where a topic went, how it was called before, and
-- what each operation found, so that it can be undone.
alter table topic add column merged_into bigint references topic;
alter table topic add constraint topic_merged_into_another check (merged_into <> id);
create index topic_merged on topic (merged_into) where merged_into is not null;

-- An address that leads to where the topic is now. No other topic may have it.
create table topic_former_slug (
    slug     text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    topic_id bigint not null references topic,
    since    timestamptz not null
);
create index topic_former_slug_topic on topic_former_slug (topic_id);

-- What a chief did with topics: topic_id was renamed; was merged into other_id; had other_id split off.
create table topic_operation (
    id        bigint generated always as identity primary key,
    kind      text not null check (kind in ('rename', 'merge', 'split')),
    topic_id  bigint not null references topic,
    other_id  bigint references topic,
    done_at   timestamptz not null,
    done_by   text not null,
    undone_at timestamptz,
    undone_by text,
    check ((kind = 'rename') = (other_id is null)),
    check ((undone_at is null) = (undone_by is null))
);
create index topic_operation_topic on topic_operation (topic_id);
create index topic_operation_other on topic_operation (other_id) where other_id is not null;

-- Of each topic that an operation changes, what it was before; and which aliases it got by it.
create table topic_before (
    operation_id bigint not null references topic_operation,
    topic_id     bigint not null references topic,
    slug         text not null,
    parent_id    bigint references topic,
    merged_into  bigint references topic,
    labels       jsonb not null,
    gained       text[] not null default '{}',
    primary key (operation_id, topic_id)
);
create index topic_before_topic on topic_before (topic_id);
