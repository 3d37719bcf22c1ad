package dev.terse.e2e.power;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The one call to the kernel that no program of the system makes: FS_IOC_SHUTDOWN. */
@SuppressWarnings("restricted")
final class Ioctl {
  /** {@code _IOR('X', 125, __u32)}. */
  private static final long SHUTDOWN = 0x8004587dL;

  /** The journal's unwritten part is lost as well. */
  private static final int WITHOUT_FLUSH = 2;

  private static final Linker LINKER = Linker.nativeLinker();

  private Ioctl() {}

  /** Ends all writing of the file system that {@code mountPoint} is in. */
  static void shutDown(Path mountPoint) {
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) function("open", 2, ADDRESS, JAVA_INT)
          .invokeExact(arena.allocateFrom(mountPoint.toString()), 0);
      MemorySegment how = arena.allocateFrom(JAVA_INT, WITHOUT_FLUSH);
      int result =
          (int) function("ioctl", 2, JAVA_INT, JAVA_LONG, ADDRESS).invokeExact(file, SHUTDOWN, how);
      int closed = (int) LINKER
          .downcallHandle(symbol("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT))
          .invokeExact(file);
      if (file < 0 || result != 0 || closed != 0) {
        throw new AssertionError("cannot shut down the file system at " + mountPoint);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle function(String name, int named, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        symbol(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.firstVariadicArg(named));
  }

  private static MemorySegment symbol(String name) {
    return LINKER.defaultLookup().find(name).orElseThrow();
  }
}
