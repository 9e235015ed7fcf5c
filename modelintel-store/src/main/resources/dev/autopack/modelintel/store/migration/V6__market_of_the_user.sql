-- The market as the user knows it, and what its sources say of it over time. See docs/market.md.

alter table market_feeds add column last_modified text;
