-- Outcomes are kept of all phases that have their calls in a role on one day, whichever models worked on them. What was kept so
-- far is counted again.
truncate telemetry_days, telemetry_usage, telemetry_phase_calls, telemetry_outcomes;

-- Certainly all rows of its phase and role are of its day.
alter table telemetry_phase_calls add column one_day boolean not null;

-- The models of the kept calls, and whom telemetry_outcomes took them for.
create unlogged table telemetry_names (
    raw_model text primary key,
    model     text not null
);
