-- Texts compare byte by byte: codes differ by case, and no locale can change an index.

-- A row is a link or, without target, the tombstone of one. Instants are milliseconds since 1970.
CREATE TABLE links (
  domain text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  id uuid,
  target text COLLATE "C",
  target_sha256 bytea,
  title text,
  note text,
  status smallint,
  created bigint,
  changed bigint,
  creator text,
  version bigint,
  search text COLLATE "C",
  PRIMARY KEY (domain, code),
  CHECK (target IS NULL OR (id IS NOT NULL AND target_sha256 IS NOT NULL AND created IS NOT NULL
    AND changed IS NOT NULL AND version IS NOT NULL AND search IS NOT NULL))
);
CREATE UNIQUE INDEX links_by_age ON links (domain, id) WHERE target IS NOT NULL;
CREATE INDEX links_by_target ON links (domain, target_sha256, id) WHERE target IS NOT NULL;

CREATE TABLE visits (
  link uuid PRIMARY KEY,
  visits bigint NOT NULL
);

-- Hours are counted since 1970.
CREATE TABLE visits_by_hour (
  link uuid NOT NULL,
  hour bigint NOT NULL,
  visits bigint NOT NULL,
  PRIMARY KEY (link, hour)
);

CREATE TABLE api_keys (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  secret_sha256 text NOT NULL,
  scopes text[] NOT NULL,
  created bigint NOT NULL
);

CREATE TABLE settings (
  name text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

-- The first number of the sequence that is not leased, in the only row.
CREATE TABLE sequence (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  position bigint NOT NULL
);
INSERT INTO sequence (position) VALUES (0);
