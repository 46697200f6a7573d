create table friend (
    id       bigint generated always as identity primary key,
    name     varchar_ignorecase(40) not null unique,
    added_at timestamp(9) with time zone not null
);

create table friend_key (
    id          bigint generated always as identity primary key,
    friend_id   bigint not null references friend on delete cascade,
    algorithm   varchar(80) not null,
    blob        varchar(4000) not null unique,
    fingerprint varchar(80) not null unique,
    comment     varchar(200) not null,
    unit        int not null unique,
    added_at    timestamp(9) with time zone not null
);

create table friend_destination (
    friend_id   bigint not null references friend on delete cascade,
    position    int not null,
    destination varchar(100) not null,
    primary key (friend_id, position)
);

create table owner (
    id            int primary key check (id = 1),
    password_hash varchar(300) not null,
    changed_at    timestamp(9) with time zone not null
);
