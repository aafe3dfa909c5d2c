-- What stands at the head of the paper: its name, language and clock, and what it says of itself, as the desk set it.

-- Each time it is set is a row of its own, and the highest version holds. No row means that nobody set one: then the operator's settings say.
create table masthead (
    version    integer primary key check (version > 0),
    before     integer references masthead,
    name       text not null check (name <> ''),
    language   text not null,
    time_zone  text not null,
    imprint_de text not null,
    imprint_en text not null,
    privacy_de text not null,
    privacy_en text not null,
    about_de   text not null,
    about_en   text not null,
    set_at     timestamptz not null,
    set_by     text not null,
    check (before < version)
);
create index masthead_before on masthead (before) where before is not null;
