# shellcheck shell=sh
# Finds a JDK of at least version 25. Sourced by ./terse and ./verify; POSIX sh, macOS included.
#
#   . config/find-jdk.sh
#   find_jdk || exit 1      # sets and exports JAVA_HOME, or says on stderr what to install

terse_jdk_version=25

# Prints the feature version of the JDK at $1, or nothing if there is none.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  # Every JDK writes down its version; asking java itself would cost 50 ms for each.
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/^[^"]*"\([0-9]*\).*/\1/p' | head -n 1
  fi
}

# Takes the JDK at $1 if it is new enough.
take_jdk() {
  [ -n "$1" ] || return 1
  jdk_found=$(jdk_version "$1")
  [ "${jdk_found:-0}" -ge "$terse_jdk_version" ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# Prints the file that $1 is after all symbolic links.
follow_links() {
  followed=$1
  while [ -L "$followed" ]; do
    link=$(readlink "$followed")
    case $link in
      /*) followed=$link ;;
      *) followed=$(dirname "$followed")/$link ;;
    esac
  done
  printf '%s\n' "$followed"
}

# Takes the JDK whose javac is the first on PATH.
take_jdk_on_path() {
  javac=$(command -v javac) || return 1
  javac=$(follow_links "$javac")
  take_jdk "$(cd -P "$(dirname "$javac")/.." && pwd)"
}

find_jdk() {
  take_jdk "${JAVA_HOME-}" && return 0
  take_jdk_on_path && return 0
  if [ -x /usr/libexec/java_home ]; then
    take_jdk "$(/usr/libexec/java_home -v "$terse_jdk_version+" 2>/dev/null)" && return 0
  fi
  for jdk in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR-${HOME-}/.sdkman}"/candidates/java/* \
    "${ASDF_DATA_DIR-${HOME-}/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR-${HOME-}/.local/share/mise}"/installs/java/* \
    "${HOME-}"/.jdks/*; do
    take_jdk "$jdk" && return 0
  done
  echo "Terse needs a JDK $terse_jdk_version or newer and found none: install one (Debian: apt install" \
    "openjdk-$terse_jdk_version-jdk-headless; macOS: brew install openjdk; anywhere: https://adoptium.net)" \
    "or set JAVA_HOME to one." >&2
  return 1
}
