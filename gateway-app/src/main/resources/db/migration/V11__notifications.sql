-- Where and of what the owner wants to be notified. The token is a secret, and so may be the URL.
create table notification_setting (
    id       int primary key check (id = 1),
    url      varchar(2000) not null,
    format   varchar(20) not null,
    token    varchar(500),
    kinds    varchar(200) not null,
    hops     varchar(10000) not null,
    language varchar(10) not null
);
