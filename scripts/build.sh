# Finds a JDK and builds the runnable jar. Sourced by ./vitrine and ./dev, which set `root`.
# shellcheck shell=bash

: "${root:?the folder of the repository}"

JDK_WANTED=25

die() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Whether the folder has a JDK that will do; read from its release file, which is quicker than starting it or anything.
is_jdk_wanted() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  local line
  while read -r line; do
    if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
      ((BASH_REMATCH[1] >= JDK_WANTED))
      return
    fi
  done <"$1/release"
  return 1
}

# Sets and exports JAVA_HOME: the one that is set, the one on the PATH, or one in a usual folder.
find_jdk() {
  local candidate on_path=
  if command -v javac >/dev/null; then
    on_path=$(readlink -f -- "$(type -P javac)")
    on_path=${on_path%/bin/javac}
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/local/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [[ -n $candidate ]] && is_jdk_wanted "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  die "Vitrine needs a JDK $JDK_WANTED or newer, and none was found in JAVA_HOME, on the PATH or in the usual folders." \
    "Install one, for example Eclipse Temurin (package temurin-25-jdk or openjdk-25-jdk), or set JAVA_HOME."
}

# Whether a file is there and nothing of what follows has changed since; a folder changes when a file in it goes.
is_newer_than() {
  local file=$1
  shift
  [[ -f $file ]] || return 1
  local source sources=()
  for source in "$@"; do
    [[ -e $source ]] && sources+=("$source")
  done
  [[ -z $(find "${sources[@]}" \( -name node_modules -o -name dist -o -name target \) -prune \
    -o -newer "$file" -print -quit) ]]
}

jar_is_current() {
  is_newer_than "$root/server/target/vitrine.jar" \
    "$root/pom.xml" "$root/server/pom.xml" "$root/server/src/main" "$root/web"
}

# Runs a command with its output in a log, showing one line with the seconds that have passed; shows the log if it fails.
with_progress() {
  local title=$1 log=$2 status=0 begun=$SECONDS
  shift 2
  "$@" >"$log" 2>&1 </dev/null &
  local job=$!
  trap 'kill "$job" 2>/dev/null' EXIT
  if [[ -t 2 ]]; then
    while kill -0 "$job" 2>/dev/null; do
      printf '\r%s … %d s ' "$title" $((SECONDS - begun)) >&2
      sleep 0.5
    done
  else
    printf '%s …' "$title" >&2
  fi
  wait "$job" || status=$?
  trap - EXIT
  if ((status == 0)); then
    [[ -t 2 ]] && printf '\r%s … ' "$title" >&2
    printf ' %d s\n' $((SECONDS - begun)) >&2
  else
    printf ' failed after %d s. What went wrong, from %s:\n\n' $((SECONDS - begun)) "$log" >&2
    # Maven says what is wrong, then where in itself it noticed, then how to use it.
    { grep -vE 'WARNING: |^\[INFO\]|^    at |^\[[A-Z]+\] *$|^npm error( {2,}.*)?$|^npm warn' "$log" || true; } |
      sed '/Command execution failed\|re-run Maven\|-> \[Help 1\]/,$d' | tail -n 60 >&2
  fi
  return "$status"
}

# Builds server/target/vitrine.jar unless it is current; two starts at once build it once.
build_if_needed() {
  jar_is_current && return
  command -v mvn >/dev/null || die "Vitrine is built with Maven 3.8 or newer. Install it (Debian package maven)."
  # Error Prone and the format are for ./dev check and ./dev test, which compile for themselves.
  local options=(-B -ntp -Dstyle.color=never -f "$root/pom.xml" -pl web,server -Dunchecked
    -Dmaven.test.skip=true -Dspotless.check.skip=true)
  if [[ -f $root/web/package.json ]]; then
    if ! command -v npm >/dev/null; then
      echo "Node is not installed: building without the web pages. Install Node 20 or newer to have them." >&2
      options+=(-Pno-web)
    elif is_newer_than "$root/web/dist/.built" "$root/web"; then
      options+=(-Pno-web)
    fi
  fi
  mkdir -p "$root/server/target"
  (
    if command -v flock >/dev/null; then
      flock 9
    fi
    jar_is_current && exit
    with_progress "Building Vitrine" "$root/server/target/build.log" mvn "${options[@]}" package || exit 1
    # The jar is as old as its sources allow, also where the build found nothing to do.
    touch "$root/server/target/vitrine.jar"
    [[ ! -d $root/web/dist ]] || touch "$root/web/dist/.built"
  ) 9>"$root/server/target/build.lock" || exit 1
}
