-- People of the newsroom decide by hand whether a reader is written to, and decide again: who did what, when and why is kept.

-- What had ended mail when a reader was closed on every channel, or was learned since. It stands again when that is lifted.
alter table reader
    add column mail_ended_at   timestamptz,
    add column mail_ended_why  text check (mail_ended_why in ('import', 'refused', 'bounced', 'complained')),
    add column mail_ended_note text,
    add check ((mail_ended_at is null) = (mail_ended_why is null)),
    add check (mail_ended_at is null or suppressed_why is not distinct from 'by-hand');

-- An act closes a reader on every channel, or lifts the suppression that it names. Goes with the reader.
create table suppression_act (
    id        bigint      generated always as identity primary key,
    reader_id integer     not null references reader,
    act       text        not null check (act in ('closed', 'lifted')),
    why       text        not null check (why in ('import', 'refused', 'bounced', 'complained', 'by-hand')),
    note      text        not null,
    done_at   timestamptz not null,
    done_by   text        not null,
    check (note <> '' or (act = 'lifted' and why <> 'complained'))
);
create index suppression_act_of_reader on suppression_act (reader_id, id);
