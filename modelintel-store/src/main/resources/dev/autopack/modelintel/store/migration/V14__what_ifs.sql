-- When it was last given as the answer of its use case: never, where somebody only asked what would be if. Such an answer is on
-- record like any other, and never the newest.
alter table recommendation_answers alter column last_made_at drop not null;
alter table model_recommendations alter column last_made_at drop not null;
