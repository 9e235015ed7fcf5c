-- Parameters: {0} the tables that are read, quoted, {1} of these the calls, {2} the columns that are read, {3} the tables of days,
-- quoted, {4} the table of changes, quoted.
-- No row where days cannot be kept: where a row of the telemetry can change otherwise than by a new version of itself (a view, a
-- foreign or partitioned table, row security, a computed column), where a day may depend on the session's time zone, or where the
-- role may not write the days.
with sources as materialized (
    select
        source.relkind = 'r' and not source.relrowsecurity and source.relam = (select oid from pg_am where amname = 'heap')
            and not exists (select from pg_inherits where inhparent = source.oid)
            and not exists (
                select from pg_attribute as col
                where col.attrelid = source.oid and col.attname = any ({2}) and col.attgenerated not in ('', 's')) as plain,
        concat_ws(' ', name.quoted, source.oid, (
            -- What gives old rows another content: other columns, types, defaults of added columns, labels of an enum.
            select string_agg(concat_ws(':', col.attname, col.atttypid::regtype, col.attmissingval::text, (
                select string_agg(quote_literal(label.enumlabel), '' order by label.enumsortorder)
                from pg_enum as label where label.enumtypid = col.atttypid)), ' ' order by col.attnum)
            from pg_attribute as col where col.attrelid = source.oid and col.attname = any ({2}))) as shape
    from unnest({0}) as name (quoted)
    join pg_class as source on source.oid = to_regclass(name.quoted)
)
select
    concat_ws(' ', 'rollup 3', server.system_identifier, (select oid from pg_database where datname = current_database()),
        (select string_agg(shape, ' ' order by shape) from sources)) as telemetry,
    -- A log that was off for a while, and a table whose rows were written anew or changed through another table meanwhile, have
    -- another value.
    (
        select concat_ws(' ', string_agg(concat_ws(':', log.oid, log.xmin), ' ' order by log.oid), min(mark.oid), min(mark.xmin::text),
            min(calls.xmin::text), min(pg_relation_filenode(calls.oid)),
            (select string_agg(col.xmin::text, ' ' order by col.attnum) from pg_attribute as col where col.attrelid = to_regclass({1})))
        from pg_trigger as log
        join pg_proc as mark on mark.oid = log.tgfoid
        join pg_class as calls on calls.oid = log.tgrelid
        where calls.oid = to_regclass({1}) and log.tgenabled = 'A' and mark.proname = 'mark_changed_days'
            and mark.pronamespace = (select relnamespace from pg_class where oid = to_regclass({4}))
            and log.tgtype & 3 = 0 -- after each statement
            and log.tgqual is null and log.tgattr = ''
            and not exists (select from pg_inherits where inhrelid = calls.oid)
            and not exists (select from pg_subscription_rel where srrelid = calls.oid)
        having bit_or(log.tgtype) = 4 + 8 + 16 + 32 -- insert, delete, update, truncate
    ) as log,
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled_before,
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next_transaction
from pg_control_system() as server
where (select bool_and(plain) from sources)
    and exists (
        select from pg_attribute as col
        where col.attrelid = to_regclass({1}) and col.attname = 'created_at' and col.atttypid = 'timestamp'::regtype)
    and (
        select bool_and(has_table_privilege(days::regclass, 'select') and has_table_privilege(days::regclass, 'insert')
            and has_table_privilege(days::regclass, 'update') and has_table_privilege(days::regclass, 'delete'))
        from unnest({3}) as days)
