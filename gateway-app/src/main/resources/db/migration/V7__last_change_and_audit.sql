-- The number of the last change that was acknowledged to the owner. Backups bear it in their names, so that a database
-- that is older than one of them is recognised.
create table last_change (
    id     int primary key check (id = 1),
    number bigint not null
);

insert into last_change (id, number)
select 1, (select count(*) from friend) + (select count(*) from owner) + (select count(*) from door);

-- Who did what, when, from where. An entry can stand for several equal ones (times), the last of which was at last_at.
create table audit_entry (
    id        bigint generated always as identity primary key,
    at        timestamp(9) with time zone not null,
    last_at   timestamp(9) with time zone not null,
    event     varchar(40) not null,
    actor     varchar(80) not null,
    origin    varchar(80) not null,
    subject   varchar(80) not null,
    detail    varchar(400) not null,
    reason    varchar(80) not null,
    times     bigint not null,
    bytes_in  bigint,
    bytes_out bigint
);

create index audit_entry_at on audit_entry (at);
create index audit_entry_event on audit_entry (event, id);

-- For how many days entries are kept.
create table audit_setting (
    id        int primary key check (id = 1),
    keep_days int not null
);
