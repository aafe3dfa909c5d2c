-- Whoever begins to take back at an inbox what they passed on is noted before, for it may be gone there though no answer came. It is taken back
-- to the end then, also where the article is theirs again meanwhile, and passed on anew after that.
alter table activity_telling add column undoing text[] not null default '{}';
alter table activity_settled add column undoing text[] not null default '{}';
