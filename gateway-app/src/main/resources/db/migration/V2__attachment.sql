-- How the friend's tunnels join the LAN; null means as the configuration says.
alter table friend add column attachment varchar(20);
