-- Outcomes are kept of all phases that have their calls in a role on one day, whichever models worked on them. What was kept so
-- far is counted again.
truncate telemetry_days, telemetry_usage, telemetry_phase_calls, telemetry_outcomes;

-- Certainly all rows of its phase and role are of its day.
alter table telemetry_phase_calls add column one_day boolean not null;

-- Rows of the whole tables when the day was looked at last.
alter table telemetry_days
    add column phase_rows   bigint not null check (phase_rows >= 0),
    add column outcome_rows bigint not null check (outcome_rows >= 0);

-- The models of the kept calls, and whom telemetry_outcomes took them for.
create unlogged table telemetry_names (
    raw_model text primary key,
    model     text not null
);
