-- Every answer, to keep the current model as well as to switch, with what it follows from, so that it can be given again.
-- See docs/explain.md.

-- All that was known, as the engine got it. Many answers share one.
create table evidence_snapshots (
    digest  text primary key check (digest ~ '^[0-9a-f]{64}$'),
    kept_at timestamptz not null,
    models  jsonb not null check (jsonb_typeof(models) = 'array')
);

create table recommendation_answers (
    id              bigint generated always as identity primary key,
    created_at      timestamptz not null,
    last_made_at    timestamptz not null,
    as_of           timestamptz not null,
    use_case        text not null check (use_case <> ''),
    current_model   text not null check (current_model <> ''),
    decision        text not null check (decision in ('switch', 'keep')),
    trial_model     text check (trial_model is null or decision = 'keep'),
    confidence      double precision check (confidence between 0 and 1),
    summary         text not null,
    policy_version  text not null check (policy_version <> ''),
    question        jsonb not null,
    answer          jsonb not null,
    evidence_digest text not null references evidence_snapshots,
    dedupe_hash     text not null unique
);
create index recommendation_answers_use_case on recommendation_answers (use_case, last_made_at desc);
create index recommendation_answers_evidence_digest on recommendation_answers (evidence_digest);

-- The answer that it was first made in; none for those from before this table.
alter table model_recommendations add column answer_id bigint references recommendation_answers;
create index model_recommendations_answer_id on model_recommendations (answer_id);
