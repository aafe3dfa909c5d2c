-- Articles that belong together are proposed as a story, and what an editor decided is kept, so that nothing is proposed for ever; and a
-- story can be called otherwise without anybody losing the way to it. Topics that were loaded from a vocabulary know their concept there.

-- Without story_id a new story is proposed, with it that these articles go there. Open until it is decided.
create table story_proposal (
    id         bigint      generated always as identity primary key,
    story_id   bigint      references story,
    language   text        not null,
    name       text        not null check (name <> ''),
    words      text[]      not null,
    made_at    timestamptz not null,
    decision   text        check (decision in ('accepted', 'dismissed')),
    decided_at timestamptz,
    decided_by text,
    check ((decision is null) = (decided_at is null)),
    check ((decision is null) = (decided_by is null)),
    check (decision <> 'accepted' or story_id is not null)
);
create index story_proposal_decided on story_proposal (decided_at) where decided_at is not null;

create table story_proposal_article (
    proposal_id bigint  not null references story_proposal on delete cascade,
    article_id  bigint  not null references article,
    is_open     boolean not null,
    primary key (proposal_id, article_id)
);
-- An article is in one open proposal at most, whoever proposes at once.
create unique index story_proposal_article_open on story_proposal_article (article_id) where is_open;
create index story_proposal_article_article on story_proposal_article (article_id);

-- An address that leads to where the story is now. No other story may have it.
create table story_former_slug (
    slug     text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    story_id bigint not null references story,
    since    timestamptz not null
);
create index story_former_slug_story on story_former_slug (story_id);

-- Which concept of a published vocabulary a topic is, so that loading the vocabulary again finds it, whatever it is called by now.
create table topic_concept (
    uri      text primary key check (uri <> ''),
    topic_id bigint not null references topic
);
create index topic_concept_topic on topic_concept (topic_id);
