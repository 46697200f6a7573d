-- How a friend may ask the home network what is there.
alter table friend_terms add column discovery varchar(8) default 'none' not null;
