-- Of the kept days of telemetry: one row for a group, with its calls of all sizes, and what became of the phases. What was
-- kept so far is dropped and counted again.
drop table telemetry_days, telemetry_usage, telemetry_phase_calls;

-- Unlogged: all of it can be counted again, and a crash empties all five tables together.
create unlogged table telemetry_days (
    day            date primary key,
    -- Whose telemetry: server, database, tables and the shape of their rows.
    telemetry      text not null,
    calls          bigint not null check (calls >= 0),
    -- Rows of phases and of outcomes that the rows of telemetry_phase_calls meet.
    phases         bigint not null check (phases >= 0),
    outcomes       bigint not null check (outcomes >= 0),
    -- Every transaction before this one (a 64-bit number) had ended when the day was counted.
    settled_before bigint not null,
    -- Which log of changes there was; null for none.
    log            text,
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
    calls                    bigint not null,
    total_tokens             bigint,
    prompt_tokens            bigint,
    completion_tokens        bigint,
    recorded_calls           bigint not null,
    recorded_usd             numeric,
    priced_prompt_tokens     bigint,
    priced_completion_tokens bigint,
    unsplit_calls            bigint not null,
    unsplit_tokens           bigint,
    -- Of each size of a call its number, how many calls have it, and their tokens.
    buckets                  integer[] not null,
    bucket_calls             bigint[] not null,
    bucket_tokens            bigint[] not null
);

create unlogged table telemetry_phase_calls (
    day        date not null,
    run_id     text not null,
    phase_id   text not null,
    role       text,
    provider   text,
    model      text,
    -- Certainly the only row of its phase and role.
    alone      boolean not null,
    last_at    timestamp not null,
    last_id    bigint
);
create index telemetry_phase_calls_day on telemetry_phase_calls using brin (day);

-- Of the finished phases whose row is alone, so that nothing but the phase decides.
create unlogged table telemetry_outcomes (
    day         date not null,
    provider    text,
    model       text,
    role        text,
    complexity  text not null,
    reason      text not null,
    phases      bigint not null,
    retries     bigint not null,
    escalations bigint not null
);

-- Days of which calls have changed since they were counted; null stands for all days. Written where a log is kept.
create unlogged table telemetry_changes (
    day date
);

create function mark_changed_days() returns trigger language plpgsql security definer set search_path from current as $$
begin
    case tg_op
        when 'INSERT' then
            insert into telemetry_changes select distinct created_at::date from new_calls;
        when 'UPDATE' then
            insert into telemetry_changes
            select created_at::date from old_calls union select created_at::date from new_calls;
        when 'DELETE' then
            insert into telemetry_changes select distinct created_at::date from old_calls;
        else
            insert into telemetry_changes values (null);
    end case;
    return null;
end
$$;

-- Nobody but a person calls it: who owns a table of calls may have a log of its changes kept, so that nobody needs to look at each
-- call to know which days have changed.
create function log_changes(calls regclass) returns void language plpgsql set search_path from current as $$
begin
    execute format('create trigger modelintel_inserted after insert on %s referencing new table as new_calls'
        ' for each statement execute function mark_changed_days()', calls);
    execute format('create trigger modelintel_updated after update on %s referencing old table as old_calls new table as new_calls'
        ' for each statement execute function mark_changed_days()', calls);
    execute format('create trigger modelintel_deleted after delete on %s referencing old table as old_calls'
        ' for each statement execute function mark_changed_days()', calls);
    execute format('create trigger modelintel_emptied after truncate on %s'
        ' for each statement execute function mark_changed_days()', calls);
    execute format('alter table %s enable always trigger modelintel_inserted, enable always trigger modelintel_updated,'
        ' enable always trigger modelintel_deleted, enable always trigger modelintel_emptied', calls);
end
$$;

create function stop_logging_changes(calls regclass) returns void language plpgsql as $$
begin
    execute format('drop trigger modelintel_inserted on %s', calls);
    execute format('drop trigger modelintel_updated on %s', calls);
    execute format('drop trigger modelintel_deleted on %s', calls);
    execute format('drop trigger modelintel_emptied on %s', calls);
end
$$;
