-- Which hosts of the LAN may begin to talk to a friend, and which ports of the gateway lead to him.
create table friend_caller (
    friend_id bigint not null references friend on delete cascade,
    position  int not null,
    caller    varchar(100) not null,
    primary key (friend_id, position)
);

create table friend_port_map (
    friend_id bigint not null references friend on delete cascade,
    position  int not null,
    ports     varchar(40) not null,
    primary key (friend_id, position)
);
