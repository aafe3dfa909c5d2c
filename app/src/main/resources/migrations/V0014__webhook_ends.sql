-- What a webhook's server did that ended it stands in a column of its own: until now it was read out of the sentence.

-- A server that took nothing for days has done so since failing_since.
alter table channel add column ended_for text check (ended_for in ('gone', 'silent'));

update channel
   set ended_for = 'silent',
       failing_since = cast(substring(disabled_why from 'since (.+)$') as timestamptz)
 where kind = 'webhook'
   and disabled_why ~ '^it has taken nothing since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$';

-- What the desk has an alarm of was ended by its server, and told as gone where the sentence says nothing else.
update channel
   set ended_for = 'gone'
 where kind = 'webhook'
   and ended_for is null
   and (disabled_why = 'it answered 410' or alarmed_at is not null);

alter table channel
    add check (ended_for is null or (kind = 'webhook' and disabled_at is not null)),
    add check (ended_for is distinct from 'silent' or failing_since is not null),
    add check (alarmed_at is null or ended_for is not null);
