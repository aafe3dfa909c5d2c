-- Until when an alert is worth carrying can be said with its publication.

-- not_after is reckoned from due_at: a reader whose quiet hours end later has as long from then on. Where somebody named a
-- moment it is fixed, and nobody is told after it.
alter table alert
    add column not_after_is_fixed boolean not null default false,
    add constraint alert_not_after_check check (not_after >= due_at or kind = 'digest');
