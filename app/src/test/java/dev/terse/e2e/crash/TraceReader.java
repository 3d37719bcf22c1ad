package dev.terse.e2e.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what strace wrote of one process into a recording, as far as it concerns files below a
 * root. A call that it does not understand, on such a file, is an error: nothing is left out.
 */
final class TraceReader {
  /** What changes files, and what moves the place where the next write goes. */
  static final List<String> CALLS = List.of(
      "open",
      "openat",
      "creat",
      "lseek",
      "write",
      "writev",
      "pwrite64",
      "pwritev",
      "pwritev2",
      "fsync",
      "fdatasync",
      "sync_file_range",
      "rename",
      "renameat",
      "renameat2",
      "unlink",
      "unlinkat",
      "rmdir",
      "mkdir",
      "mkdirat",
      "ftruncate",
      "truncate",
      "fallocate",
      "link",
      "linkat",
      "copy_file_range",
      "sendfile",
      "msync");

  private static final Pattern LINE = Pattern.compile("(\\d+) +(\\d+)\\.(\\d{6}) (.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>");
  private static final Pattern RESULT = Pattern.compile("\\) += (-?\\d+|\\?)(.*)");
  private static final Pattern FILE = Pattern.compile("^(\\d+)<([^>]*)>(\\(deleted\\))?");
  /** Calls that do what they were told even if their process dies meanwhile. */
  private static final Set<String> UNDER_WAY = Set.of("write", "rename", "unlink");

  private static final String UNFINISHED = " <unfinished ...>";
  private static final String INJECTED = "(INJECTED)";

  private final Path root;
  private final Recording recording;
  private final Set<Path> existing;
  private final Map<String, String> unfinished = new HashMap<>();
  private final Map<String, Integer> begun = new HashMap<>();
  private final Map<Integer, Long> offsets = new HashMap<>();
  private final Set<Integer> appending = new HashSet<>();
  private final Map<Path, Long> sizes;

  /** A call that has returned. */
  private record Call(
      String name, String arguments, long result, String rest, int begun, Instant at) {}

  private TraceReader(Path root, Recording recording, Map<Path, Long> sizes) {
    this.root = root;
    this.recording = recording;
    this.sizes = sizes;
    this.existing = sizes.keySet();
  }

  /**
   * Adds what {@code trace} holds to {@code recording}.
   *
   * @param sizes the files and directories that are there, with their sizes; kept up to date
   */
  static void read(Path trace, Path root, Recording recording, Map<Path, Long> sizes)
      throws IOException {
    TraceReader reader = new TraceReader(root, recording, sizes);
    try (BufferedReader lines = Files.newBufferedReader(trace)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.line(line);
      }
    }
    reader.killed();
  }

  /** What was under way when the process was killed has been done, or may have been. */
  private void killed() {
    List<String> heads = List.copyOf(unfinished.values());
    heads.forEach(head -> call(head + ") = ?", recording.size(), Instant.MAX));
  }

  private void line(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches() || parts.group(4).startsWith("+++") || parts.group(4).startsWith("---")) {
      return;
    }
    String thread = parts.group(1);
    String text = parts.group(4);
    Instant at = Instant.ofEpochSecond(
        Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)) * 1_000);
    if (text.endsWith(UNFINISHED)) {
      unfinished.put(thread, text.substring(0, text.length() - UNFINISHED.length()));
      begun.put(thread, recording.size());
      return;
    }
    int done = recording.size();
    Matcher resumed = RESUMED.matcher(text);
    if (resumed.lookingAt()) {
      String head = unfinished.remove(thread);
      if (head == null) {
        return;
      }
      text = head + text.substring(resumed.end());
      done = begun.getOrDefault(thread, done);
    }
    call(text, done, at);
  }

  private void call(String text, int done, Instant at) {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(") ");
    Matcher result = RESULT.matcher(text).region(Math.max(close, 0), text.length());
    if (open > 0 && result.matches() && !result.group(1).startsWith("-")) {
      String name = text.substring(0, open);
      boolean returned = !result.group(1).equals("?");
      if (returned || UNDER_WAY.contains(name)) {
        String arguments = text.substring(open + 1, close);
        long value = returned
            ? Long.parseLong(result.group(1))
            : name.equals("write") ? number(arguments) : 0;
        take(new Call(name, arguments, value, result.group(2), done, at));
      }
    }
  }

  private void take(Call call) {
    switch (call.name) {
      case "openat", "open", "creat" -> opened(call);
      case "mkdir" -> {
        Path path = path(call, 0);
        if (isOurs(path)) {
          sizes.put(path, 0L);
          recording.add(new Step.MakeDirectory(path), call.at);
        }
      }
      case "rename" -> renamed(call, path(call, 0), path(call, 1));
      case "unlink", "rmdir" -> {
        Path path = path(call, 0);
        if (isOurs(path)) {
          sizes.remove(path);
          recording.add(new Step.Remove(path), call.at);
        }
      }
      default -> onFile(call);
    }
  }

  private void renamed(Call call, Path from, Path to) {
    if (isOurs(from)) {
      sizes.put(to, size(from));
      sizes.remove(from);
      recording.add(new Step.Rename(from, to), call.at);
    }
  }

  private void opened(Call call) {
    int file = (int) call.result;
    offsets.put(file, 0L);
    appending.remove(file);
    String name = call.rest.strip();
    Path path = Path.of(hex(name.substring(1, name.length() - 1)));
    if (!isOurs(path)) {
      return;
    }
    if (call.arguments.contains("O_APPEND")) {
      appending.add(file);
    }
    if (!existing.contains(path)) {
      sizes.put(path, 0L);
      recording.add(new Step.Create(path), call.at);
    } else if (call.arguments.contains("O_TRUNC") && size(path) > 0) {
      resize(call, path, 0);
    }
  }

  /** A call on an open file. */
  private void onFile(Call call) {
    Matcher parts = FILE.matcher(call.arguments);
    if (!parts.find()) {
      if (call.arguments.contains(hexOf(root.toString()))) {
        throw new AssertionError("the recorder does not know " + call);
      }
      return;
    }
    int file = Integer.parseInt(parts.group(1));
    Path path = Path.of(hex(parts.group(2)));
    if (!isOurs(path) || parts.group(3) != null) {
      return;
    }
    switch (call.name) {
      case "lseek" -> offsets.put(file, call.result);
      case "write" -> {
        long at = appending.contains(file) ? size(path) : offsets.getOrDefault(file, 0L);
        offsets.put(file, at + call.result);
        write(call, path, at);
      }
      case "pwrite64" -> write(call, path, number(call.arguments));
      case "ftruncate" -> resize(call, path, number(call.arguments));
      case "fallocate" -> allocate(call, path);
      case "sync_file_range" -> {}
      case "fsync", "fdatasync" -> {
        if (!call.rest.contains(INJECTED)) {
          recording.add(new Step.Sync(path, call.begun), call.at);
        }
      }
      default -> throw new AssertionError("the recorder does not know " + call.name);
    }
  }

  private void write(Call call, Path path, long offset) {
    int open = call.arguments.indexOf('"');
    int close = call.arguments.indexOf('"', open + 1);
    byte[] bytes = bytes(call.arguments.substring(open + 1, close));
    if (bytes.length < call.result) {
      throw new AssertionError("strace cut a write short");
    }
    sizes.merge(path, offset + call.result, Math::max);
    recording.add(new Step.Write(path, offset, Arrays.copyOf(bytes, (int) call.result)), call.at);
  }

  private void resize(Call call, Path path, long size) {
    sizes.put(path, size);
    recording.add(new Step.Resize(path, size), call.at);
  }

  /** Room that is reserved beyond the end of a file shows nowhere. */
  private void allocate(Call call, Path path) {
    if (!call.arguments.contains("FALLOC_FL_KEEP_SIZE")) {
      throw new AssertionError("the recorder does not know " + call);
    }
    String[] words = call.arguments.split(", ", -1);
    if (call.arguments.contains("PUNCH_HOLE") && Long.parseLong(words[2]) < size(path)) {
      throw new AssertionError("the recorder does not know a hole within a file: " + call);
    }
  }

  private long size(Path path) {
    return sizes.getOrDefault(path, 0L);
  }

  private boolean isOurs(Path path) {
    return path.startsWith(root);
  }

  /** The {@code index}th text among the arguments, as a path. */
  private static Path path(Call call, int index) {
    String[] parts = call.arguments.split("\"", -1);
    return Path.of(hex(parts[2 * index + 1]));
  }

  /** The last of the arguments, a number. */
  private static long number(String arguments) {
    return Long.parseLong(arguments.substring(arguments.lastIndexOf(' ') + 1));
  }

  private static String hex(String escaped) {
    return new String(bytes(escaped), UTF_8);
  }

  private static byte[] bytes(String escaped) {
    return HexFormat.of().parseHex(escaped.replace("\\x", ""));
  }

  private static String hexOf(String text) {
    return HexFormat.of().withPrefix("\\x").formatHex(text.getBytes(UTF_8));
  }
}
