-- Under which addresses the home network appears in the friend's tunnels, as 192.168.1.0/24=10.201.7.0/24; null means
-- under its own.
alter table friend add column mapping varchar(60);
