-- On which terms a friend may come in. A friend without a row comes and goes as he likes.
create table friend_terms (
    friend_id      bigint primary key references friend on delete cascade,
    until_at       timestamp(9) with time zone,
    rate           bigint,
    monthly_volume bigint,
    disabled       boolean not null,
    notes          varchar(2000) not null
);

create table friend_window (
    friend_id bigint not null references friend on delete cascade,
    position  int not null,
    hours     varchar(100) not null,
    primary key (friend_id, position)
);

-- Bytes of a friend's tunnels, both ways together, in a month of the home's calendar (2026-05).
create table friend_volume (
    friend_id bigint not null references friend on delete cascade,
    calendar_month varchar(7) not null,
    bytes     bigint not null,
    primary key (friend_id, calendar_month)
);

-- Keys that were a friend's, so that whoever still uses one can be told why it does not open the door.
create table revoked_key (
    blob        varchar(4000) primary key,
    algorithm   varchar(80) not null,
    fingerprint varchar(80) not null,
    friend_name varchar(40) not null,
    unit        int not null,
    revoked_at  timestamp(9) with time zone not null
);

-- The latest time that a synchronised clock has shown: no earlier one decides who may come in.
create table latest_time (
    id      int primary key check (id = 1),
    seen_at timestamp(9) with time zone not null
);
