package dev.terse.store.rocksdb.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.rocksdb.RocksDB;

/** The column families, by the names they have on disk. */
public enum Column {
  /** Schema, leases, settings, and how far the index has come. RocksDB wants one of that name. */
  META(new String(RocksDB.DEFAULT_COLUMN_FAMILY, US_ASCII)),
  /** Links by domain and code. */
  LINKS("links"),
  /** Codes by domain and link id. */
  AGES("ages"),
  /** Domain and code by digest of the target and link id. */
  TARGETS("targets"),
  /** Ids of deleted links by domain and code. */
  TOMBSTONES("tombstones"),
  /** Visits by link id, and by link id and hour. */
  VISITS("visits"),
  /** Visits that are not among those yet, by number of the record. */
  JOURNAL("visits-journal"),
  /** API keys by id. */
  API_KEYS("api-keys"),
  /** Links that the index has yet to see, by number of the change. */
  PENDING("index-pending"),
  /** Receipts by key, and their keys by when they end. */
  RECEIPTS("receipts");

  private final String text;

  Column(String text) {
    this.text = text;
  }

  /** Its name on disk. */
  public String text() {
    return text;
  }
}
