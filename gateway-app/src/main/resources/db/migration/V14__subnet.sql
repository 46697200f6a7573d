-- The network behind a hop.
create table friend_subnet (
    friend_id bigint primary key references friend on delete cascade,
    subnet    varchar(40) not null
);
