-- Parameters: {0} and {1} the tables of calls and phases, quoted, the latter null if there is none, {2} the columns of calls that
-- are read, {3} to {5} the tables of days.
-- No row where days cannot be kept: where a row of the telemetry can change otherwise than by a new version of itself (a view, a
-- foreign or partitioned table, row security, a computed column), where a day may depend on the session's time zone, where a phase
-- is not one row, or where the role may not write the days.
select
    concat_ws(' ', 'rollup 1', case when {1} is null then 'without phases' end, server.system_identifier,
        (select oid from pg_database where datname = current_database()), calls.oid, (
        -- What gives old rows another content: other columns, types, defaults of added columns, labels of an enum.
        select string_agg(concat_ws(':', col.attname, col.atttypid::regtype, col.attmissingval::text, (
            select string_agg(quote_literal(label.enumlabel), '' order by label.enumsortorder)
            from pg_enum as label where label.enumtypid = col.atttypid)), ' ' order by col.attnum)
        from pg_attribute as col where col.attrelid = calls.oid and col.attname = any ({2}))) as telemetry,
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled_before,
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next_transaction
from pg_class as calls, pg_control_system() as server
where calls.oid = to_regclass({0}) and calls.relkind = 'r' and not calls.relrowsecurity
    and calls.relam = (select oid from pg_am where amname = 'heap')
    and not exists (select from pg_inherits where inhparent = calls.oid)
    and not exists (
        select from pg_attribute as col where col.attrelid = calls.oid and col.attname = any ({2})
            and (col.attgenerated not in ('', 's') or col.attname = 'created_at' and col.atttypid <> 'timestamp'::regtype))
    and ({1} is null or exists (
        select from pg_index as key
        where key.indrelid = to_regclass({1}) and key.indisunique and key.indisvalid and key.indimmediate and key.indpred is null
            and key.indexprs is null and (
                select array_agg(col.attname::text order by col.attname)
                from pg_attribute as col
                where col.attrelid = key.indrelid and col.attnum = any ((key.indkey::int2[])[0:(key.indnkeyatts - 1)])
            ) = array['phase_id', 'run_id']))
    and (
        select bool_and(has_table_privilege(days::regclass, 'select') and has_table_privilege(days::regclass, 'insert')
            and has_table_privilege(days::regclass, 'update') and has_table_privilege(days::regclass, 'delete'))
        from unnest(array[{3}, {4}, {5}]) as days)
