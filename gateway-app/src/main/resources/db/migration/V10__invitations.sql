-- Invitations that nobody has used yet; of the name by which one is used, only a hash is kept.
create table invitation (
    id           bigint generated always as identity primary key,
    name_hash    varchar(64) not null unique,
    friend_name  varchar(40) not null,
    destinations varchar(10000) not null,
    made_at      timestamp(9) with time zone not null,
    expires_at   timestamp(9) with time zone not null
);

-- Keys that were presented with an invitation, until the owner has decided, and a while longer if he has declined.
create table join_request (
    id           bigint generated always as identity primary key,
    friend_name  varchar(40) not null,
    destinations varchar(10000) not null,
    algorithm    varchar(80) not null,
    blob         varchar(4000) not null unique,
    fingerprint  varchar(80) not null,
    origin       varchar(100) not null,
    asked_at     timestamp(9) with time zone not null,
    declined_at  timestamp(9) with time zone
);

-- What friends have to know of the house: under which address it is reached from outside, and who lives there.
create table house (
    id         int primary key check (id = 1),
    address    varchar(253),
    owner_name varchar(40)
);
