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

-- Of each article that an operation gives other topics, which it had and which it got, in the editor's order.
create table article_before (
    operation_id bigint not null references topic_operation,
    article_id   bigint not null references article,
    topics       bigint[] not null,
    became       bigint[] not null,
    primary key (operation_id, article_id)
);

-- How the sections of the front page were arranged before an operation that took one of their topics.
create table front_section_before (
    operation_id bigint not null references topic_operation,
    topic_id     bigint not null references topic,
    place        integer not null,
    primary key (operation_id, topic_id)
);

-- Of each follow that an operation moved: what it was (had_), what the reader's follow of the other topic was, if there was one (other_),
-- and what became of that one (made_).
create table follow_before (
    operation_id        bigint not null references topic_operation,
    reader_id           integer not null references reader,
    had_cadence         text not null,
    had_since           timestamptz not null,
    had_ended_at        timestamptz,
    had_ended_through   bigint,
    other_cadence       text,
    other_since         timestamptz,
    other_ended_at      timestamptz,
    other_ended_through bigint,
    made_cadence        text not null,
    made_since          timestamptz not null,
    made_ended_at       timestamptz,
    made_ended_through  bigint,
    primary key (operation_id, reader_id),
    check ((other_cadence is null) = (other_since is null))
);
create index follow_before_reader on follow_before (reader_id);

-- These topics as they stand: what was merged is what it was merged into; each once, where it comes first.
create function standing_topics(topics bigint[]) returns bigint[] language sql stable as $$
    select coalesce(array_agg(standing.topic order by standing.place), '{}')
      from (select coalesce(t.merged_into, given.topic) as topic, min(given.place) as place
              from unnest(topics) with ordinality as given (topic, place)
              left join topic t on t.id = given.topic
             group by 1) standing
$$;
