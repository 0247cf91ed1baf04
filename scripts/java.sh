# How the server's virtual machine is started. Sourced by ./vitrine and ./dev, which set root.
# shellcheck shell=bash
# shellcheck disable=SC2034 # read by the scripts that source this one

: "${root:?the folder of the repository}"

jar=$root/server/target/vitrine.jar

# The serial collector needs a third less memory than the parallel ones and loses nothing on a small machine.
options=(
  --enable-native-access=ALL-UNNAMED
  -XX:+UseSerialGC
  -XX:+UseCompactObjectHeaders
  -Xms32m
  -Xmx512m
  -XX:MaxMetaspaceSize=192m
  -XX:+ExitOnOutOfMemoryError
)
read -r -a added <<<"${VITRINE_JAVA_OPTIONS:-}"
options+=("${added[@]}")
