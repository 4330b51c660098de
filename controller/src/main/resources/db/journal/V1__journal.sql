-- One text for H2 (in PostgreSQL mode) and PostgreSQL. No foreign keys: rows may have been dropped while the database
-- was away, and what is left must still be welcome. Numbers (id) are in order of time and given by the writer.

CREATE TABLE journal_cycle (
  id bigint PRIMARY KEY,
  cycle varchar(200) NOT NULL,
  at timestamp(6) with time zone NOT NULL,
  took_micros bigint NOT NULL,
  cause varchar NOT NULL,
  cloud_version varchar NOT NULL,
  created integer NOT NULL,
  updated integer NOT NULL,
  deleted integer NOT NULL,
  unchanged integer NOT NULL,
  failed integer NOT NULL,
  outcome varchar NOT NULL,
  detail varchar NOT NULL
);
CREATE INDEX journal_cycle_cycle ON journal_cycle (cycle);

CREATE TABLE journal_change (
  id bigint PRIMARY KEY,
  cycle varchar(200) NOT NULL,
  at timestamp(6) with time zone NOT NULL,
  cloud_id varchar(200) NOT NULL,
  wave integer NOT NULL,
  action varchar NOT NULL,
  kind varchar NOT NULL,
  resource_id varchar NOT NULL,
  resource_key varchar NOT NULL,
  because varchar NOT NULL,
  outcome varchar NOT NULL,
  reason varchar NOT NULL
);
CREATE INDEX journal_change_cycle ON journal_change (cycle);
CREATE INDEX journal_change_cloud_id ON journal_change (cloud_id);

CREATE TABLE journal_finding (
  id bigint PRIMARY KEY,
  severity varchar NOT NULL,
  subject varchar NOT NULL,
  code varchar NOT NULL,
  message varchar NOT NULL,
  effect varchar NOT NULL,
  appeared_in varchar(200) NOT NULL,
  appeared_at timestamp(6) with time zone NOT NULL,
  cleared_in varchar(200),
  cleared_at timestamp(6) with time zone
);
CREATE INDEX journal_finding_cleared_at ON journal_finding (cleared_at);

CREATE TABLE journal_allocation (
  id bigint PRIMARY KEY,
  kind varchar NOT NULL,
  cloud_id varchar(200) NOT NULL,
  number integer NOT NULL,
  given_in varchar(200) NOT NULL,
  given_at timestamp(6) with time zone NOT NULL,
  released_in varchar(200),
  released_at timestamp(6) with time zone
);
CREATE INDEX journal_allocation_released_at ON journal_allocation (released_at);

CREATE TABLE journal_applied (
  id bigint PRIMARY KEY,
  cycle varchar(200) NOT NULL,
  at timestamp(6) with time zone NOT NULL,
  cloud_version varchar NOT NULL,
  cloud_hash varchar NOT NULL
);
