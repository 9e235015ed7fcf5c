-- When a source was last read and still stated what it had stated at retrieved_at: that confirms its prices of then.
alter table market_feeds add column confirmed_at timestamptz check (confirmed_at >= retrieved_at and isfinite(confirmed_at));
