-- Patterns are RE2's now. Others that were recorded before are read again with their feed.
update model_offerings set name_rule = null where name_rule::text like '%"regex"%';
