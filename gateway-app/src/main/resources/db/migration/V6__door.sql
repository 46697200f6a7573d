create table door (
    id         int primary key check (id = 1),
    is_open    boolean not null,
    changed_at timestamp(9) with time zone not null
);
