#!/bin/sh
# Puts together what the image holds, for the machine this runs on:
#
#   deploy/image/assemble.sh ARTIFACT INTO
#
# INTO/root becomes the image's root, INTO/data its data directory. Needs a JDK of at least version
# 25, bash, and a system with glibc and libstdc++.
set -eu

here=$(cd -P "$(dirname "$0")" && pwd)
artifact=$1
mkdir -p "$2/data" "$2/root/opt/terse/native" "$2/root/etc"
into=$(cd -P "$2" && pwd)
terse=$into/root/opt/terse
java=$into/root/opt/java

# shellcheck source=config/find-jdk.sh
. "$here/../../config/find-jdk.sh"
# shellcheck source=config/aot-cache.sh
. "$here/../../config/aot-cache.sh"
find_jdk || exit 1

arch=$(uname -m)
case $arch in
  x86_64) rocksdb=linux64 netty=x86_64 ;;
  aarch64) rocksdb=linux-aarch64 netty=aarch_64 ;;
  *)
    echo "assemble.sh: no native libraries for $arch: build on x86_64 or aarch64" >&2
    exit 1
    ;;
esac

cp -R "$artifact/terse.jar" "$artifact/lib" "$terse/"

# What jdeps finds in our jars and the libraries', less what no code path of ours reaches:
# java.desktop (PGpoint.translate, configuration by beans, ICU's Bidi), jdk.incubator.vector.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss
modules=$modules,java.security.sasl,java.sql,java.xml,jdk.jfr,jdk.management,jdk.net,jdk.unsupported
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes \
  --no-header-files --no-man-pages --compress=zip-6 --output "$java"

# Unpacks the one library that matches $1 into $work; close_jar puts it back.
open_jar() {
  jar=$(find "$terse/lib" -name "$1")
  work=$into/work
  mkdir "$work"
  (cd "$work" && "$JAVA_HOME/bin/jar" xf "$jar")
}
close_jar() {
  "$JAVA_HOME/bin/jar" --create --file "$jar" --manifest "$work/META-INF/MANIFEST.MF" -C "$work" .
  rm -r "$work"
}

# Moves the native library $2 of the jar that matches $1 out of it, and drops those for other
# platforms: they are most of the artifact's size, and what is not in a jar need not be unpacked to
# /tmp at each start, where mounting noexec would forbid it.
take_native() {
  open_jar "$1"
  mv "$work/$2" "$terse/native/"
  find "$work" -name '*.so' -o -name '*.dll' -o -name '*.jnilib' -o -name '*.dylib' -o -name '*.a' |
    while read -r other; do rm "$other"; done
  close_jar
}
take_native 'rocksdbjni-*.jar' "librocksdbjni-$rocksdb.so"
take_native 'sqlite-jdbc-*.jar' "org/sqlite/native/Linux/$arch/libsqlitejdbc.so"
take_native 'jffi-*-native.jar' "jni/$arch-Linux/libjffi-1.2.so"
find "$terse/lib" -name 'netty-*-linux-*.jar' ! -name "*-$netty.jar" -exec rm {} +
take_native "netty-transport-native-epoll-*-$netty.jar" \
  "META-INF/native/libnetty_transport_native_epoll_$netty.so"
take_native "netty-transport-native-io_uring-*-$netty.jar" \
  "META-INF/native/libnetty_transport_native_io_uring42_$netty.so"

# Of ICU we use the tables of IDNA; the words of 800 locales are two thirds of it.
open_jar 'icu4j-*.jar'
find "$work/com/ibm/icu/impl/data/icudata" -mindepth 1 -maxdepth 1 -type d -exec rm -r {} +
close_jar

# Last of what touches a jar, since the cache goes with these jars and this Java alone.
make_aot_cache "$java" "$terse" "-Djava.library.path=$terse/native" \
  "-Dorg.sqlite.lib.path=$terse/native"

# The system's libraries, as the dynamic linker finds them here.
find "$java" "$terse/native" -type f | while read -r file; do
  ldd "$file" 2>/dev/null || true
done | sed -n 's/.*=> \(\/[^ ]*\) (.*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-[^ ]*\) (.*/\1/p' |
  grep -v "^$into" | sort -u | while read -r library; do
  mkdir -p "$into/root$(dirname "$library")"
  cp -L "$library" "$into/root$library"
done

# The locale that makes file names and arguments UTF-8.
mkdir -p "$into/root/usr/lib/locale"
cp -R /usr/lib/locale/C.utf8 "$into/root/usr/lib/locale/"

# Arguments of java: for the server, and for a command that is over in a second.
options() {
  # shellcheck disable=SC2086  # several options
  printf '%s\n' $aot_options
  cat <<TEXT
-XX:AOTCache=/opt/terse/terse.aot
-Xlog:aot*=off
-XX:-UsePerfData
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
-Djava.library.path=/opt/terse/native
-Dorg.sqlite.lib.path=/opt/terse/native
-Dterse.screen=
TEXT
  printf '%s\n' "$@" "-jar /opt/terse/terse.jar"
}
options -Xms32m -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError >"$terse/server"
options -XX:TieredStopAtLevel=1 -Xmx64m >"$terse/command"

echo "root:x:0:0:root:/:/sbin/nologin
terse:x:65532:65532:Terse:/data:/sbin/nologin" >"$into/root/etc/passwd"
echo "root:x:0:
terse:x:65532:" >"$into/root/etc/group"
echo "passwd: files
group: files
hosts: files dns" >"$into/root/etc/nsswitch.conf"
mkdir "$into/root/tmp"
chmod -R a+rX "$into/root"
chmod 1777 "$into/root/tmp"
