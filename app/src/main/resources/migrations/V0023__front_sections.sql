-- Which topics have a section on the front page, and in which order: as the desk arranged them.

-- No row means that nobody has: then the topics at the top of the tree that most was written about have one.
create table front_section (
    topic_id bigint  primary key references topic on delete cascade,
    place    integer not null unique check (place between 1 and 20)
);
