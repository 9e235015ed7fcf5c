-- What whole days of the telemetry came to, so that a run counts only the days that have changed since; see docs/scale.md.
-- Unlogged: all of it can be counted again, and a crash empties all three tables together.
create unlogged table telemetry_days (
    day            date primary key,
    -- Whose telemetry: server, database, table and the shape of its rows.
    telemetry      text not null,
    calls          bigint not null check (calls >= 0),
    -- Every transaction before this one (a 64-bit number) had ended when the day was counted.
    settled_before bigint not null,
    -- When prices changed within the day: its calls are counted apart before and after.
    price_changes  timestamp[] not null
);

create unlogged table telemetry_usage (
    day                      date not null,
    since                    timestamp not null,
    provider                 text,
    model                    text,
    role                     text,
    complexity               text,
    bucket                   integer,
    calls                    bigint not null,
    total_tokens             bigint,
    prompt_tokens            bigint,
    completion_tokens        bigint,
    recorded_calls           bigint not null,
    recorded_usd             numeric,
    priced_prompt_tokens     bigint,
    priced_completion_tokens bigint,
    unsplit_calls            bigint not null,
    unsplit_tokens           bigint
);
create index telemetry_usage_day on telemetry_usage using brin (day);

create unlogged table telemetry_phase_calls (
    day        date not null,
    run_id     text not null,
    phase_id   text not null,
    role       text,
    provider   text,
    model      text,
    -- Of the phase, when its calls were counted.
    complexity text not null,
    -- Certainly the only row of its phase and role.
    alone      boolean not null,
    last_at    timestamp not null,
    last_id    bigint
);
create index telemetry_phase_calls_day on telemetry_phase_calls using brin (day);
