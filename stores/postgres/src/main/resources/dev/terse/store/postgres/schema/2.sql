-- Which links requests were given, until then; by the server's clock.
CREATE TABLE receipts (
  key text COLLATE "C" PRIMARY KEY,
  receipt bytea NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX receipts_by_end ON receipts (until);
