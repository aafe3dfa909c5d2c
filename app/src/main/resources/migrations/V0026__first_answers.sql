-- The first answer to a write is given again with its headers: where it leads to, and of which revision it is. A write that takes longer than
-- a transaction, such as a mail on trial, holds its key until it has an answer, so that of the same at once one is carried out.
alter table idempotent_answer
    add column headers      text[] not null default '{Content-Type,application/json}',
    add column leased_until timestamptz,
    alter column status drop not null,
    alter column answer drop not null,
    add constraint idempotent_answer_or_lease check (leased_until is not null or (status is not null and answer is not null));
