-- What a digest's mail did not tell its reader, though it was put to it: the reader had left its topics meanwhile.

create table digest_omission (
    slice_id bigint  not null,
    fence    bigint  not null,
    number   bigint  not null,
    ordinal  integer not null,
    item     bigint  not null references alert,
    primary key (slice_id, fence, number, ordinal, item),
    foreign key (slice_id, fence, number) references outcome
);
create trigger digest_omission_stays before update on digest_omission for each row execute function refuse_change();
