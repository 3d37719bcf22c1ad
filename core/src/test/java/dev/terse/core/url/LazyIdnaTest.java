package dev.terse.core.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ICU takes some 80 ms and its tables to load; a server that only meets ASCII never pays that. */
class LazyIdnaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.example.com/a/../b?c=d#e",
        "https://example.com/ü?日本#😀",
        "http://0x7f.1/",
        "http://[::1]:8080/",
        "https://exa_mple..com/",
        "mailto:ü@example.com",
        "https://exa mple.com/",
      })
  void parse_asciiHostWithoutAceLabel_leavesIcuUnloaded(String input) throws Exception {
    assertThat(icuClassesLoadedFor(input)).isEmpty();
  }

  @Test
  void parse_internationalisedHost_loadsIcu() throws Exception {
    assertThat(icuClassesLoadedFor("https://bücher.example/")).isNotEmpty();
  }

  private static Set<String> icuClassesLoadedFor(String input) throws Exception {
    WatchingLoader loader = new WatchingLoader();
    Class<?> parser = loader.loadClass(UrlParser.class.getName());
    parser.getMethod("parse", String.class).invoke(null, input);
    return loader.icuClasses;
  }

  /** Defines this package's classes anew and notes which classes of ICU they ask for. */
  private static final class WatchingLoader extends ClassLoader {

    private final Set<String> icuClasses = new TreeSet<>();

    WatchingLoader() {
      super(LazyIdnaTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.ibm.icu.")) {
        icuClasses.add(name);
      }
      if (!name.startsWith("dev.terse.core.url.") || findLoadedClass(name) != null) {
        return super.loadClass(name, resolve);
      }
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
