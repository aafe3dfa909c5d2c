-- The desk is told of a webhook that its own server has ended, until somebody has taken note or the webhook is there again.

alter table channel add column alarmed_at timestamptz;
create index channel_alarmed on channel (alarmed_at) where alarmed_at is not null;
