-- What is said in public of an article after its publication.

-- An update, a correction, a withdrawal or a right of reply. Written once, never changed.
create table article_notice (
    id             bigint      generated always as identity primary key,
    article_id     bigint      not null references article,
    kind           text        not null check (kind in ('update', 'correction', 'withdrawal', 'reply')),
    revision       integer     not null,
    note           text,
    reply_headline text,
    reply_body     text,
    reply_of       text,
    made_at        timestamptz not null,
    made_by        text        not null,
    unique (article_id, kind, revision),
    foreign key (article_id, revision) references revision (article_id, number),
    check (kind in ('update', 'reply') or note is not null),
    check ((kind = 'reply') = (reply_headline is not null)),
    check ((kind = 'reply') = (reply_body is not null)),
    check ((kind = 'reply') = (reply_of is not null))
);
create trigger article_notice_stays before update on article_notice for each row execute function refuse_change();
create index article_notice_made on article_notice (made_at desc, id desc);
