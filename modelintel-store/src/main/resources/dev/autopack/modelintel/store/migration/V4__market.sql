-- The market: who offers which model, what it costs in two times, which source is believed. See docs/market.md.

-- A name that a configuration uses becomes the canonical one; everything that refers to the model follows.
alter table model_aliases drop constraint model_aliases_model_id_fkey,
    add foreign key (model_id) references models_catalog on update cascade;
alter table model_pricing drop constraint model_pricing_model_id_fkey,
    add foreign key (model_id) references models_catalog on update cascade;
alter table model_benchmarks drop constraint model_benchmarks_model_id_fkey,
    add foreign key (model_id) references models_catalog on update cascade;
alter table model_sentiment_signals drop constraint model_sentiment_signals_model_id_fkey,
    add foreign key (model_id) references models_catalog on update cascade;

alter table models_catalog
    add column named_by      text not null default 'configuration' check (named_by in ('configuration', 'market')),
    add column is_defined    boolean not null default false,
    add column deprecated_at date,
    add column retires_at    date,
    add column replacement   text;

create table model_offerings (
    id                    bigint generated always as identity primary key,
    source                text not null check (source <> ''),
    provider              text not null check (provider <> ''),
    name                  text not null check (name <> ''),
    model_id              text not null references models_catalog on update cascade,
    maker                 text not null check (maker <> ''),
    display_name          text not null check (display_name <> ''),
    context_window_tokens integer check (context_window_tokens > 0),
    tool_use              boolean,
    released_at           date,
    is_deprecated         boolean not null default false,
    deprecated_at         date,
    retires_at            date,
    replacement           text,
    name_rule             jsonb,
    source_url            text,
    retrieved_at          timestamptz not null check (isfinite(retrieved_at)),
    -- Whether it stands for the model itself: offered first hand under the plainest of its names.
    is_reference          boolean not null default false,
    unique (source, provider, name)
);
create index model_offerings_model_id on model_offerings (model_id);

alter table model_pricing
    add column offering_id  bigint references model_offerings,
    -- All prices of the offering; the columns per 1,000 tokens are its base prices.
    add column tariff       jsonb,
    -- When the source saw the price; unless it says so, when it was read, or when it took effect if that was earlier.
    add column observed_at  timestamptz check (isfinite(observed_at)),
    -- When a new reading of the source last had the price.
    add column restated_at  timestamptz check (isfinite(restated_at)),
    add column reference    text,
    -- Why the price does not count until somebody confirms it.
    add column quarantine   text check (quarantine <> ''),
    add column confirmed_by text check (confirmed_by <> '');
create index model_pricing_offering_id on model_pricing (offering_id);

alter table model_benchmarks
    add column cost_per_task_usd numeric check (cost_per_task_usd between 0 and 1e15);

create table market_feeds (
    source       text primary key check (source <> ''),
    source_url   text,
    etag         text,
    fingerprint  text not null,
    models       integer not null check (models >= 0),
    retrieved_at timestamptz not null check (isfinite(retrieved_at))
);

create table price_trust (
    source text primary key check (source <> ''),
    rank   integer not null unique
);
insert into price_trust (source, rank) values
    ('override', 1), ('autopack_config', 2), ('models-dev', 3), ('price-history', 4), ('genai-prices', 5),
    ('modelintel_bundle', 6), ('litellm', 7), ('litellm-events', 8);

-- The prices that stand for a model itself and count. A source is heard until a more trusted one has a price.
create view model_prices_in_use as
with usable as (
    select
        price.id, price.model_id, price.input_per_1k, price.output_per_1k, price.effective_at, price.retrieved_at, price.source,
        coalesce(trust.rank, 1000) as rank,
        -- A price that is only claimed to have held earlier silences nobody before it was seen.
        greatest(price.effective_at, price.observed_at) as heard_from
    from model_pricing as price
    left join model_offerings as offering on offering.id = price.offering_id
    left join price_trust as trust on trust.source = split_part(price.source, ':', 1)
    where price.quarantine is null and (price.offering_id is null or offering.is_reference)
)
select id, model_id, input_per_1k, output_per_1k, effective_at, retrieved_at, source
from usable
where not exists (
    select from usable as better
    where better.model_id = usable.model_id and better.rank < usable.rank and better.heard_from <= usable.effective_at);
