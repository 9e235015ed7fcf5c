-- What modelintel reads of an Autopack installation's tables; see docs/database.md.
create type phasestate as enum ('QUEUED', 'EXECUTING', 'GATE', 'CI_RUNNING', 'COMPLETE', 'FAILED', 'SKIPPED');

create table runs (
    id           varchar primary key,
    state        varchar not null,
    created_at   timestamp not null,
    completed_at timestamp
);

create table phases (
    id               serial primary key,
    phase_id         varchar not null,
    run_id           varchar not null references runs on delete cascade,
    name             varchar not null,
    state            phasestate not null,
    task_category    varchar,
    complexity       varchar,
    phase_type       varchar,
    builder_attempts integer not null default 0,
    retry_attempt    integer not null default 0,
    tokens_used      integer not null default 0,
    created_at       timestamp not null,
    completed_at     timestamp,
    unique (run_id, phase_id)
);

create table llm_usage_events (
    id                serial primary key,
    provider          varchar not null,
    model             varchar not null,
    run_id            varchar,
    phase_id          varchar,
    role              varchar not null,
    total_tokens      integer not null default 0,
    prompt_tokens     integer,
    completion_tokens integer,
    created_at        timestamp not null,
    is_doctor_call    boolean not null default false,
    doctor_model      varchar,
    phase_type        varchar,
    intent            varchar
);
create index ix_llm_usage_events_created_at on llm_usage_events (created_at);
