-- From which the hardware addresses of our tap devices are made; the row comes with the first start.
create table tap_seed (
    id   int primary key check (id = 1),
    seed uuid not null
);
