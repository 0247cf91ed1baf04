-- Names that customers carry as ids (levels, group tags, visibility groups) are few and rarely change. Servers keep them
-- in memory and know by this number whether what they keep is of today, so that reading a customer joins no names.

create table vocabulary (
  only_row boolean primary key default true check (only_row),
  version  bigint not null
);
insert into vocabulary (version) values (1);
comment on table vocabulary is 'One row: its version grows in the transaction of every change of a level, a group tag or a visibility group.';

create function vocabulary_changed() returns trigger language plpgsql as $$
begin
  update vocabulary set version = version + 1;
  return null;
end $$;

create trigger hierarchy_level_vocabulary after insert or update or delete on hierarchy_level
  for each statement execute function vocabulary_changed();
create trigger group_tag_vocabulary after insert or update or delete on group_tag
  for each statement execute function vocabulary_changed();
create trigger visibility_group_vocabulary after insert or update or delete on visibility_group
  for each statement execute function vocabulary_changed();
