package dev.terse.app.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads values of texts. Each throws IllegalArgumentException that says how it should look. */
public final class Readers {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");
  private static final Map<String, Duration> TIMES = Map.of(
      "ms", Duration.ofMillis(1),
      "s", Duration.ofSeconds(1),
      "m", Duration.ofMinutes(1),
      "h", Duration.ofHours(1),
      "d", Duration.ofDays(1));
  private static final Map<String, Integer> SIZES =
      Map.of("", 0, "B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

  private Readers() {}

  /** {@code true} or {@code false}. */
  public static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }

  /** A whole number that fits an int and is not negative. */
  public static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no whole number", e);
    }
    throw new IllegalArgumentException(text + " is negative");
  }

  /** A time such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h} or {@code 2d}. */
  public static Duration time(String text) {
    Matcher amount = AMOUNT.matcher(text);
    Duration unit = amount.matches() ? TIMES.get(amount.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: write a number and ms, s, m, h or d, such as 10s");
    }
    try {
      return unit.multipliedBy(Long.parseLong(amount.group(1)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is too long a time", e);
    }
  }

  /** A size in bytes such as {@code 512}, {@code 16KiB}, {@code 64MiB} or {@code 1GiB}. */
  public static long bytes(String text) {
    Matcher amount = AMOUNT.matcher(text);
    Integer shift = amount.matches() ? SIZES.get(amount.group(2)) : null;
    if (shift == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size: write a number and B, KiB, MiB or GiB, such as 64MiB");
    }
    long number = Long.parseLong(amount.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("'" + text + "' is too large a size");
    }
    return number << shift;
  }

  /** A size in bytes that fits an int. */
  public static int fewBytes(String text) {
    long bytes = bytes(text);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("'" + text + "' is too large a size");
    }
    return (int) bytes;
  }

  /** What {@code reader} reads, from {@code least} to {@code most}, which it reads too. */
  public static <T extends Comparable<T>> Function<String, T> within(
      String least, String most, Function<String, T> reader) {
    return text -> {
      T value = reader.apply(text);
      if (value.compareTo(reader.apply(least)) < 0 || value.compareTo(reader.apply(most)) > 0) {
        throw new IllegalArgumentException(
            "'" + text + "' is out of range: use " + least + " to " + most);
      }
      return value;
    };
  }

  /** What {@code reader} reads, {@code least} or more. */
  public static <T extends Comparable<T>> Function<String, T> atLeast(
      String least, Function<String, T> reader) {
    return text -> {
      T value = reader.apply(text);
      if (value.compareTo(reader.apply(least)) < 0) {
        throw new IllegalArgumentException("'" + text + "' is too small: use at least " + least);
      }
      return value;
    };
  }

  /** Items between commas, blanks around them dropped; an empty text has none. */
  public static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** One of the constants of an enum, spelt in lower case with hyphens. */
  public static <E extends Enum<E>> Function<String, E> oneOf(E[] constants) {
    Map<String, E> names = Arrays.stream(constants)
        .collect(Collectors.toMap(
            constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            Function.identity()));
    String choices = Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
    return text -> {
      E constant = names.get(text);
      if (constant == null) {
        throw new IllegalArgumentException("'" + text + "' is none of " + choices);
      }
      return constant;
    };
  }
}
