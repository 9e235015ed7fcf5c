-- What the user says of the market, and what its sources have said of it over time. See docs/market.md.

alter table market_feeds add column last_modified text;

-- Aliases of aliases.yaml go when they are no longer there; those of models.yaml stay.
alter table model_aliases
    add column stated_by text not null default 'models.yaml' check (stated_by in ('models.yaml', 'aliases.yaml'));

-- Raw names of models, by where they were read. What they mean is found when that is asked.
create table raw_names (
    source  text not null check (source <> ''),
    name    text not null check (name <> ''),
    seen_at timestamptz not null check (isfinite(seen_at)),
    primary key (source, name)
);

-- Prices that the user states ('override') may hold at one provider only, and may end.
alter table model_pricing
    add column only_at         text check (only_at <> ''),
    add column effective_until timestamptz check (isfinite(effective_until)),
    add column note            text;

create table price_discounts (
    id              bigint generated always as identity primary key,
    provider        text check (provider <> ''),
    model_id        text references models_catalog on update cascade,
    percent         numeric not null check (percent > 0 and percent < 100),
    effective_at    timestamptz not null check (isfinite(effective_at)),
    effective_until timestamptz check (isfinite(effective_until)),
    note            text,
    observed_at     timestamptz not null check (isfinite(observed_at)),
    check (provider is not null or model_id is not null)
);
create index price_discounts_model_id on price_discounts (model_id);

-- What was known of a model's end, and from when; kept by a trigger, so that no writer can forget it.
create table model_lifecycles (
    id            bigint generated always as identity primary key,
    model_id      text not null references models_catalog on update cascade on delete cascade,
    known_from    timestamptz not null,
    is_deprecated boolean not null,
    deprecated_at date,
    retires_at    date,
    replacement   text
);
create index model_lifecycles_model_id on model_lifecycles (model_id, known_from);

create function keep_lifecycle() returns trigger language plpgsql security definer set search_path from current as $$
begin
    insert into model_lifecycles (model_id, known_from, is_deprecated, deprecated_at, retires_at, replacement)
    values (new.model_id, new.updated_at, new.is_deprecated, new.deprecated_at, new.retires_at, new.replacement);
    return null;
end
$$;
create trigger keep_lifecycle_of_new_model after insert on models_catalog for each row
    when (new.is_deprecated or new.deprecated_at is not null or new.retires_at is not null or new.replacement is not null)
    execute function keep_lifecycle();
create trigger keep_lifecycle_of_changed_model after update on models_catalog for each row
    when ((old.is_deprecated, old.deprecated_at, old.retires_at, old.replacement)
        is distinct from (new.is_deprecated, new.deprecated_at, new.retires_at, new.replacement))
    execute function keep_lifecycle();
insert into model_lifecycles (model_id, known_from, is_deprecated, deprecated_at, retires_at, replacement)
select model_id, updated_at, is_deprecated, deprecated_at, retires_at, replacement
from models_catalog
where is_deprecated or deprecated_at is not null or retires_at is not null or replacement is not null;

-- What each model itself costs from when on, after discounts, as far as it was known by an instant: at every instant at which
-- that may change, the price that Trust.inForce of the core chooses. Without a price (an override has ended and nobody has
-- another one) both are null.
create function model_prices_known_by(known_by timestamptz)
returns table (
    id bigint, model_id text, input_per_1k numeric, output_per_1k numeric, effective_at timestamptz, retrieved_at timestamptz,
    source text, source_url text)
language sql stable set search_path from current as $$
with usable as materialized (
    select
        price.id, price.model_id, price.input_per_1k, price.output_per_1k, price.effective_at, price.effective_until,
        price.retrieved_at, price.source, price.source_url,
        coalesce(price.observed_at, least(price.retrieved_at, price.effective_at)) as observed_at,
        split_part(price.source, ':', 1) as feed, coalesce(trust.rank, 1000) as rank,
        coalesce(offering.provider, case catalog.provider when 'zhipu' then 'zai' else catalog.provider end) as provider
    from model_pricing as price
    join models_catalog as catalog on catalog.model_id = price.model_id
    left join model_offerings as offering on offering.id = price.offering_id
    left join price_trust as trust on trust.source = split_part(price.source, ':', 1)
    where price.quarantine is null and (price.offering_id is null or offering.is_reference)
        and (price.only_at is null or price.only_at = case catalog.provider when 'zhipu' then 'zai' else catalog.provider end)
        and coalesce(price.observed_at, least(price.retrieved_at, price.effective_at)) <= known_by
),
terms as materialized (
    select discount.id, priced.model_id, discount.provider, discount.model_id is not null as of_model, discount.percent,
        discount.effective_at, discount.effective_until, discount.observed_at
    from price_discounts as discount
    join (select distinct usable.model_id, usable.provider from usable) as priced
        on priced.model_id = coalesce(discount.model_id, priced.model_id)
        and priced.provider = coalesce(discount.provider, priced.provider)
    where discount.observed_at <= known_by
),
moments as (
    select usable.model_id, usable.effective_at as moment from usable
    union select usable.model_id, usable.observed_at from usable
        where usable.observed_at > usable.effective_at and usable.feed <> 'override'
    union select usable.model_id, usable.effective_until from usable where usable.effective_until is not null
    union select terms.model_id, terms.effective_at from terms
    union select terms.model_id, terms.effective_until from terms where terms.effective_until is not null
),
chosen as (
    select distinct on (moments.model_id, moments.moment)
        moments.model_id as of_model, moments.moment, usable.*
    from moments
    left join usable on usable.model_id = moments.model_id and usable.effective_at <= moments.moment
        and (usable.effective_until is null or usable.effective_until > moments.moment)
    order by moments.model_id, moments.moment, (usable.feed = 'override' or usable.observed_at <= moments.moment) desc,
        usable.rank, usable.effective_at desc, usable.observed_at desc, usable.retrieved_at desc, usable.feed collate "C" desc,
        usable.id desc
),
reduced as (
    select chosen.of_model, chosen.moment, chosen.id, chosen.input_per_1k, chosen.output_per_1k, chosen.retrieved_at,
        chosen.source, chosen.source_url,
        coalesce((
            select terms.percent from terms
            where chosen.feed <> 'override' and terms.model_id = chosen.of_model
                and coalesce(terms.provider, chosen.provider) = chosen.provider and terms.effective_at <= chosen.moment
                and (terms.effective_until is null or terms.effective_until > chosen.moment)
            order by terms.of_model desc, terms.provider is not null desc, terms.effective_at desc, terms.observed_at desc,
                terms.id desc
            limit 1), 0) as percent
    from chosen
),
followed as (
    select reduced.*,
        lag(reduced.id) over following as id_before, lag(reduced.percent) over following as percent_before,
        row_number() over following as place
    from reduced
    window following as (partition by reduced.of_model order by reduced.moment)
)
select followed.id, followed.of_model,
    case followed.percent when 0 then followed.input_per_1k else followed.input_per_1k * (1 - followed.percent * 0.01) end,
    case followed.percent when 0 then followed.output_per_1k else followed.output_per_1k * (1 - followed.percent * 0.01) end,
    followed.moment, followed.retrieved_at, followed.source,
    followed.source_url
from followed
where case followed.place
    when 1 then followed.id is not null
    else (followed.id, followed.percent) is distinct from (followed.id_before, followed.percent_before) end
$$;

create or replace view model_prices_in_use as
select id, model_id, input_per_1k, output_per_1k, effective_at, retrieved_at, source
from model_prices_known_by('infinity');
