-- The paper itself: topics, pictures, articles and their revisions.

create table topic (
    id         bigint      generated always as identity primary key,
    slug       text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    parent_id  bigint      references topic check (parent_id <> id),
    created_at timestamptz not null
);
create index topic_parent on topic (parent_id);

create table topic_label (
    topic_id bigint not null references topic,
    language text   not null,
    label    text   not null check (label <> ''),
    primary key (topic_id, language)
);

create table topic_alias (
    topic_id bigint not null references topic,
    alias    text   not null check (alias <> ''),
    primary key (topic_id, alias)
);

create table picture (
    id         bigint      generated always as identity primary key,
    digest     bytea       not null unique,
    media_type text        not null,
    width      integer     not null check (width > 0),
    height     integer     not null check (height > 0),
    caption    text,
    credit     text,
    byline     text,
    alt        text,
    original   bytea       not null,
    created_at timestamptz not null
);

-- What readers see: without position and other private facts of the original.
create table rendition (
    picture_id bigint  not null references picture,
    width      integer not null check (width > 0),
    height     integer not null check (height > 0),
    media_type text    not null,
    bytes      bytea   not null,
    primary key (picture_id, width, media_type)
);

-- Compressed already: PostgreSQL need not try.
alter table picture alter column original set storage external;
alter table rendition alter column bytes set storage external;

create table article (
    id              bigint      generated always as identity primary key,
    external_id     text        unique,
    slug            text        not null,
    state           text        not null check (state in ('draft', 'scheduled', 'embargoed', 'published', 'killed', 'spiked')),
    revision        integer     not null check (revision > 0),
    language        text        not null,
    translation_of  bigint      references article check (translation_of <> id),
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    publish_at      timestamptz,
    alert_at_publish boolean    not null default false,
    embargo_until   timestamptz,
    published_at    timestamptz,
    killed_at       timestamptz,
    kill_reason     text,
    check ((state = 'scheduled') <= (publish_at is not null)),
    check ((state = 'embargoed') <= (embargo_until is not null)),
    check ((state in ('published', 'killed')) = (published_at is not null)),
    check ((state = 'killed') = (killed_at is not null)),
    check ((state = 'killed') = (kill_reason is not null))
);
create index article_published on article (published_at desc, id desc) where state = 'published';
create index article_changed on article (changed_at desc, id desc);
create index article_due on article (publish_at) where state = 'scheduled';
create index article_translations on article (translation_of) where translation_of is not null;

-- One saved form of an article; never changed.
create table revision (
    article_id      bigint      not null references article,
    number          integer     not null check (number > 0),
    headline        text        not null,
    kicker          text,
    standfirst      text,
    teaser          text,
    body            text        not null,
    bylines         text[]      not null,
    dateline        text,
    sources         text[]      not null,
    slugline        text,
    urgency         integer     check (urgency between 1 and 9),
    breaking        boolean     not null,
    topics          bigint[]    not null,
    picture_id      bigint      references picture,
    picture_caption text,
    picture_credit  text,
    picture_alt     text,
    reading_minutes integer     not null check (reading_minutes > 0),
    saved_at        timestamptz not null,
    saved_by        text        not null,
    primary key (article_id, number)
);
create trigger revision_stays before update on revision for each row execute function refuse_change();

alter table article
  add foreign key (id, revision) references revision (article_id, number) deferrable initially deferred;

-- The topics of the current revision, in the editor's order.
create table article_topic (
    article_id bigint  not null references article,
    topic_id   bigint  not null references topic,
    position   integer not null check (position > 0),
    primary key (article_id, topic_id),
    unique (article_id, position) deferrable initially deferred
);
create index article_topic_topic on article_topic (topic_id, article_id desc);
