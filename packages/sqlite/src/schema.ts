/** The tables of a store's file, and how the file says what it is. */

/** `PRAGMA application_id`: "CTRL" in ASCII. */
export const APPLICATION_ID = 0x4354_524c

/** `PRAGMA user_version`: the format that this program reads and writes. */
export const FORMAT = 1

/** Events longer than this end a page, so that a page's memory is bounded. */
const LONG = 65_536

/**
 * `events.data` is the JSON array [position, revision, stream, eventId, recordedAt, event, metadata]:
 * one parse gives a recorded event. The other columns only find events: positions are contiguous
 * from 0 in commit order; streams and correlations stand as the numbers of their names, which keeps
 * the indices small and what a commit changes of them together; texts are as `column` makes them.
 */
export const SCHEMA = `
CREATE TABLE names (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  category TEXT NOT NULL,
  type TEXT NOT NULL,
  correlation INTEGER NOT NULL,
  known_at TEXT NOT NULL,
  data TEXT NOT NULL
);
CREATE UNIQUE INDEX events_stream ON events (stream, revision);
CREATE INDEX events_correlation ON events (correlation);
CREATE INDEX events_long ON events (position) WHERE octet_length(data) > ${String(LONG)};
CREATE INDEX events_long_stream ON events (stream, revision) WHERE octet_length(data) > ${String(LONG)};
CREATE TABLE projections (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  checkpoint TEXT NOT NULL,
  UNIQUE (name, version)
);
CREATE TABLE rows (
  projection INTEGER NOT NULL,
  key TEXT NOT NULL,
  row TEXT NOT NULL,
  UNIQUE (projection, key)
);
CREATE TABLE items (
  projection INTEGER NOT NULL,
  key TEXT NOT NULL,
  place INTEGER NOT NULL,
  source TEXT NOT NULL,
  n INTEGER NOT NULL,
  item TEXT NOT NULL
);
CREATE INDEX items_group ON items (projection, key, place, source, n);
CREATE INDEX items_source ON items (projection, source);
PRAGMA application_id = ${String(APPLICATION_ID)};
PRAGMA user_version = ${String(FORMAT)};
`

/** The condition of the partial indices of long events. */
export const IS_LONG = `octet_length(data) > ${String(LONG)}`
