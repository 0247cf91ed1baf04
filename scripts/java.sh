# How the server's virtual machine is started. Sourced by ./vitrine and ./dev, which set root.
# shellcheck shell=bash
# shellcheck disable=SC2034 # read by the scripts that source this one

: "${root:?the folder of the repository}"

jar=$root/server/target/vitrine.jar

# The serial collector needs a third less memory than the parallel ones and loses nothing on a small machine. It lets
# garbage that outlived a young collection stand until the heap is full, so the bound of the heap is what a busy server
# comes to hold; a young generation wide enough for the requests under way keeps most of it from getting there.
options=(
  --enable-native-access=ALL-UNNAMED
  -XX:+UseSerialGC
  -XX:+UseCompactObjectHeaders
  -Xms64m
  -Xmn40m
  -Xmx256m
  -XX:MaxMetaspaceSize=192m
  -XX:+ExitOnOutOfMemoryError
)
read -r -a added <<<"${VITRINE_JAVA_OPTIONS:-}"
options+=("${added[@]}")

# Fewer pools of the C library for the native parts (DuckDB, compression): each keeps what it once had.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
