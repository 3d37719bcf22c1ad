package dev.terse.store.rocksdb.index;

import java.util.Iterator;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Hands the grams of one link to Lucene. */
final class GramStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final Set<String> grams;
  private Iterator<String> rest;

  GramStream(Set<String> grams) {
    this.grams = grams;
    this.rest = grams.iterator();
  }

  @Override
  public void reset() {
    rest = grams.iterator();
  }

  @Override
  public boolean incrementToken() {
    if (!rest.hasNext()) {
      return false;
    }
    clearAttributes();
    term.append(rest.next());
    return true;
  }
}
