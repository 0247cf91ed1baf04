-- Which token a program still calls with, so that one that nobody uses can be revoked without fear.

alter table api_token add column last_used_at timestamptz;
comment on column api_token.last_used_at is 'To the hour: written once an hour at most. Null until the first call.';
