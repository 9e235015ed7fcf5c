-- Who decided what about a recommendation, and when. Rows are only ever added. The rules stand here too, so that they hold
-- for whoever writes: a status follows its predecessor, and each has its row in the history.

create table recommendation_history (
    id                bigint generated always as identity primary key,
    recommendation_id bigint not null references model_recommendations,
    from_status       text not null,
    to_status         text not null,
    changed_by        text not null check (changed_by <> ''),
    changed_at        timestamptz not null check (isfinite(changed_at)),
    note              text check (note <> ''),
    check ((from_status, to_status) in (
        ('proposed', 'accepted'), ('proposed', 'rejected'), ('accepted', 'implemented'))),
    -- Begins with recommendation_id, so that it serves the foreign key too.
    unique (recommendation_id, to_status)
);

create function refuse_rewriting_history() returns trigger language plpgsql as $$
begin
    raise exception 'the history of recommendations is only ever added to' using errcode = 'restrict_violation';
end
$$;
create trigger only_added_to before update or delete on recommendation_history
    for each row execute function refuse_rewriting_history();
create trigger never_emptied before truncate on recommendation_history
    for each statement execute function refuse_rewriting_history();

create function refuse_other_transitions() returns trigger language plpgsql as $$
begin
    if old.status <> new.status and (old.status, new.status) not in (
        ('proposed', 'accepted'), ('proposed', 'rejected'), ('accepted', 'implemented'))
    then
        raise exception 'recommendation % is % and cannot become %', old.id, old.status, new.status
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger only_lawful_transitions before update of status on model_recommendations
    for each row execute function refuse_other_transitions();

-- Checked at the end of the transaction, in which both are written. The tables are those of the schema it is made in,
-- whatever the search path is later.
create function require_history_to_match_status() returns trigger language plpgsql set search_path from current as $$
declare
    changed bigint;
begin
    if tg_table_name = 'recommendation_history' then
        changed := new.recommendation_id;
    else
        changed := new.id;
    end if;
    if exists (
        select from model_recommendations as recommendation
        where recommendation.id = changed and recommendation.status <> coalesce(
            (select to_status from recommendation_history where recommendation_id = changed order by id desc limit 1),
            'proposed'))
    then
        raise exception 'the status of recommendation % is not the one that its history ends at', changed
            using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create constraint trigger status_has_history after insert or update of status on model_recommendations
    deferrable initially deferred for each row execute function require_history_to_match_status();
create constraint trigger history_has_status after insert on recommendation_history
    deferrable initially deferred for each row execute function require_history_to_match_status();

-- The same recommendation from the same evidence is kept once while it is open. After a decision on it, asking again is
-- another recommendation.
alter table model_recommendations drop constraint model_recommendations_dedupe_hash_key;
create unique index model_recommendations_open on model_recommendations (dedupe_hash) where status = 'proposed';
create index model_recommendations_status on model_recommendations (status) where status <> 'proposed';
