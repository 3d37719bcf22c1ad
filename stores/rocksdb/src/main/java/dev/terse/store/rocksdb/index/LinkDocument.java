package dev.terse.store.rocksdb.index;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.store.rocksdb.record.Keys;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * A link in the index: its grams, its domain, its id to replace and to sort it by, and the
 * generation of the index that wrote it. The link itself stays in RocksDB.
 *
 * <p>Documents lie in the index newest first, so a page is read without looking at older links. An
 * id is two longs whose sign bits are flipped, because ids sort unsigned.
 */
final class LinkDocument {
  /** The order of documents in the index, and of pages. */
  static final Sort NEWEST_FIRST = new Sort(
      new SortField("high", SortField.Type.LONG, true),
      new SortField("low", SortField.Type.LONG, true));

  private static final String ID = "id";
  private static final String DOMAIN = "domain";
  private static final String HIGH = "high";
  private static final String LOW = "low";
  private static final String GENERATION = "generation";
  private static final FieldType GRAM_FIELD = gramField();

  private LinkDocument() {}

  static Document of(Link link, long generation) {
    Document document = new Document();
    Domain domain = link.key().domain();
    document.add(new StringField(ID, new BytesRef(ageKey(link)), Field.Store.NO));
    document.add(new StringField(DOMAIN, domain.host(), Field.Store.NO));
    document.add(new NumericDocValuesField(HIGH, high(link.id())));
    document.add(new NumericDocValuesField(LOW, low(link.id())));
    document.add(new LongPoint(GENERATION, generation));
    document.add(new Field(SearchText.GRAMS, new GramStream(SearchText.grams(link)), GRAM_FIELD));
    return document;
  }

  /** Names the document of {@code link}. */
  static Term term(Link link) {
    return term(ageKey(link));
  }

  private static byte[] ageKey(Link link) {
    return Keys.age(link.key().domain(), link.id());
  }

  /** Names the document of the link that is stored under {@code ageKey} by age. */
  static Term term(byte[] ageKey) {
    return new Term(ID, new BytesRef(ageKey));
  }

  static Query olderThan(long generation) {
    return LongPoint.newRangeQuery(GENERATION, Long.MIN_VALUE, generation - 1);
  }

  static void inDomain(BooleanQuery.Builder query, Domain domain) {
    query.add(new TermQuery(new Term(DOMAIN, domain.host())), Occur.FILTER);
  }

  /** Skips what is surely newer than {@code before}; {@link #after} leaves out the rest. */
  static void notNewer(BooleanQuery.Builder query, LinkId before) {
    Query slow = NumericDocValuesField.newSlowRangeQuery(HIGH, Long.MIN_VALUE, high(before));
    query.add(
        new IndexSortSortedNumericDocValuesRangeQuery(HIGH, Long.MIN_VALUE, high(before), slow),
        Occur.FILTER);
  }

  static FieldDoc after(LinkId id) {
    return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {high(id), low(id)});
  }

  static LinkId id(FieldDoc hit) {
    long high = (Long) hit.fields[0] ^ Long.MIN_VALUE;
    long low = (Long) hit.fields[1] ^ Long.MIN_VALUE;
    return new LinkId(new UUID(high, low));
  }

  private static long high(LinkId id) {
    return id.value().getMostSignificantBits() ^ Long.MIN_VALUE;
  }

  private static long low(LinkId id) {
    return id.value().getLeastSignificantBits() ^ Long.MIN_VALUE;
  }

  private static FieldType gramField() {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }
}
