-- How soon readers want to hear: cadences, wishes, and digests with their windows.

alter table follow
    drop constraint follow_cadence_check,
    add constraint follow_cadence_check check (cadence in ('breaking', 'instant', 'daily', 'weekly'));
alter table follow_request
    drop constraint follow_request_cadence_check,
    add constraint follow_request_cadence_check check (cadence in ('breaking', 'instant', 'daily', 'weekly'));

-- When and how often a reader wants mail. No row: the defaults. Hours are of the reader's own time zone,
-- weekdays as ISO counts them from Monday. Paused until infinity: until the reader undoes it.
create table reader_wish (
    reader_id         integer     not null primary key references reader,
    digest_hour       smallint    not null default 7 check (digest_hour between 0 and 23),
    digest_weekday    smallint    not null default 1 check (digest_weekday between 1 and 7),
    quiet_from        smallint    check (quiet_from between 0 and 23),
    quiet_to          smallint    check (quiet_to between 0 and 23),
    breaking_in_quiet boolean     not null default false,
    paused_until      timestamptz,
    most_a_day        smallint    check (most_a_day between 1 and 99),
    updates           boolean     not null default true,
    changed_in        xid8        not null default pg_current_xact_id(),
    check ((quiet_from is null) = (quiet_to is null)),
    check (quiet_from <> quiet_to)
);
create trigger reader_wish_note_change before update on reader_wish for each row execute function note_change();
create index reader_wish_changed on reader_wish (changed_in);

-- A digest is an alert of many articles: it names none. Of the readers of an alert, so many have it in a
-- digest and not by itself.
alter table alert
    alter column article_id drop not null,
    add column in_digest integer not null default 0 check (in_digest >= 0),
    drop constraint alert_kind_check,
    add constraint alert_kind_check
        check (kind in ('new', 'update', 'correction', 'withdrawal', 'reply', 'digest')),
    add constraint alert_names_its_article check ((article_id is null) = (kind = 'digest'));

-- The latest item time that was given, or end of a digest's window that was closed. An item's time is
-- never before it, so that no item comes into a window that is closed, whatever clocks do.
alter table planning add column latest timestamptz not null;
insert into planning (latest) values ('-infinity');

-- Later than its alert, where readers have quiet hours; empty: with its alert.
alter table alert_slice add column due_at timestamptz;

-- Readers of an alert to whom it does not go by itself: put to the next daily or weekly digest, put to the
-- daily one because they have had as many as they want that day (over), or paused. Roaring bytes of the
-- readers whose number, divided by 65536, is the chunk. The time of the item is what digests go by.
create table alert_set (
    alert_id bigint      not null references alert,
    purpose  text        not null check (purpose in ('daily', 'weekly', 'over', 'paused')),
    item_at  timestamptz not null,
    chunk    integer     not null,
    readers  bytea       not null,
    size     integer     not null check (size > 0),
    primary key (alert_id, purpose, item_at, chunk)
);
create index alert_set_item on alert_set (item_at) where purpose <> 'paused';
create trigger alert_set_stays before update on alert_set for each row execute function refuse_change();

-- Readers who want at most so many alerts a day, and have this one of them, by when it comes to them.
create table alert_counted (
    alert_id bigint      not null references alert,
    due_at   timestamptz not null,
    readers  bytea       not null,
    primary key (alert_id, due_at)
);
create index alert_counted_due on alert_counted (due_at);

-- A digest takes what was put to it in its readers' windows. All its windows end at one time; they began
-- where each reader's window before ended.
create table digest (
    alert_id  bigint      not null primary key references alert,
    cadence   text        not null check (cadence in ('daily', 'weekly')),
    closed_at timestamptz not null
);

-- Half-open, from opened_at up to and without the digest's closed_at; whoever has something in it.
create table digest_window (
    alert_id  bigint      not null references digest,
    opened_at timestamptz not null,
    readers   bytea       not null,
    primary key (alert_id, opened_at)
);
create trigger digest_window_stays before update on digest_window for each row execute function refuse_change();

-- Until when each reader's windows are closed: a reader stands in one row of a cadence, or in none before
-- the first. Changed under the planner's lock only, so a reader's windows follow one another without gap
-- or overlap, whatever hours, zones and cadences the reader chooses.
create table digest_mark (
    cadence   text        not null check (cadence in ('daily', 'weekly')),
    closed_at timestamptz not null,
    readers   bytea       not null,
    primary key (cadence, closed_at)
);

-- Alerts that were held when a digest took what was before its end: once they are released, those of its
-- readers whom they concern have them in their next one.
create table digest_left_out (
    alert_id bigint not null references digest,
    item     bigint not null references alert,
    primary key (alert_id, item)
);

-- What a digest tells: alerts, and their articles in which revisions. The ledger keeps the number of the
-- edition that a reader was sent; a new one is made when an article changes or is killed while the digest
-- is still going out. The alert of the digest has the number of its last edition as its revision.
create table digest_edition (
    alert_id   bigint  not null references digest,
    number     integer not null,
    item       bigint  not null references alert,
    article_id bigint  not null references article,
    revision   integer not null,
    primary key (alert_id, number, item)
);
create index digest_edition_article on digest_edition (article_id);
create trigger digest_edition_stays before update on digest_edition for each row execute function refuse_change();
