package dev.terse.store.memcached;

import net.rubyeye.xmemcached.transcoders.CachedData;
import net.rubyeye.xmemcached.transcoders.CompressionMode;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/**
 * Bytes as they are. xmemcached's own transcoder believes the flags that stand beside a value, and
 * deserialises Java objects that anybody may have put there.
 */
final class RawBytes implements Transcoder<byte[]> {

  @Override
  public CachedData encode(byte[] bytes) {
    return new CachedData(0, bytes);
  }

  @Override
  public byte[] decode(CachedData data) {
    return data.getData();
  }

  @Override
  public void setPrimitiveAsString(boolean asString) {}

  @Override
  public void setPackZeros(boolean pack) {}

  @Override
  public void setCompressionThreshold(int bytes) {}

  @Override
  public boolean isPrimitiveAsString() {
    return false;
  }

  @Override
  public boolean isPackZeros() {
    return false;
  }

  @Override
  public void setCompressionMode(CompressionMode mode) {}
}
