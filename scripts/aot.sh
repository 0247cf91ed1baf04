# The JVM's ahead-of-time cache: a start takes half the time with it. Sourced by ./vitrine and ./dev after java.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # options is an array of java.sh

: "${root:?the folder of the repository}" "${jar:?the runnable jar}"

# Sets `aot_file`. A cache belongs to one jar, one JVM and one set of options; its name says which.
aot_name() {
  local key
  key=$({
    stat -c '%Y %s' -- "$jar" 2>/dev/null || stat -f '%m %z' -- "$jar"
    printf '%s\n' "$(<"$JAVA_HOME/release")" "$jar" "${options[@]}"
  } | cksum)
  aot_file=$root/server/target/vitrine-${key%% *}.aot
}

# Sets `aot` to the options that use the cache, where there is one. After aot_name.
aot_options() {
  aot=()
  if [[ -f $aot_file ]]; then
    # shellcheck disable=SC2034 # read by the script that sources this one
    # Should it not fit after all, the JVM goes on without it and has nothing to say about that.
    aot=(-XX:AOTCache="$aot_file" -Xlog:aot=off -Xlog:cds=off)
  fi
}

# Makes the cache unless it is there, which ./dev build does and a start does not wait for.
aot_build() {
  aot_name
  [[ -f $aot_file ]] && return
  with_progress "Recording a start for the ahead-of-time cache" "$root/server/target/aot.log" \
    aot_train "$aot_file" "$JAVA_HOME/bin/java" "$jar" "${options[@]}"
}

# Makes the cache beside the start that comes first, at low priority; whether it works out or not is no concern of it.
# After aot_name.
aot_train_in_background() {
  [[ -f $aot_file || ${options[*]} == *AOTMode=off* ]] && return
  # Twice in the background: the server, whose process this one becomes, would never collect it as its child.
  (
    trap '' INT HUP
    # Not while the start itself is under way.
    (nice -n 19 bash -c "$(declare -f aot_train aot_request aot_free_port); sleep 5; aot_train \"\$@\"" aot_train \
      "$aot_file" "$JAVA_HOME/bin/java" "$jar" "${options[@]}") </dev/null >"$root/server/target/aot.log" 2>&1 &
  )
}

# One training run: start on an empty directory, answer some calls, stop. Runs in a shell of its own.
aot_train() {
  local file=$1 java=$2 jar=$3 work port token server tries=0 ready=
  shift 3
  # Whatever fails on the way, the server is stopped and the folder goes.
  set +e
  exec 8>"$file.lock"
  if command -v flock >/dev/null && ! flock -n 8; then
    return
  fi
  work=$(mktemp -d)
  token=$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
  port=$(aot_free_port)
  chmod 711 "$work"
  env -u VITRINE_DATABASE_URL -u VITRINE_CONFIG VITRINE_DATA_DIR="$work/data" VITRINE_PORT="$port" \
    VITRINE_HOST=127.0.0.1 VITRINE_BOOTSTRAP_TOKEN="$token" VITRINE_RATE_LIMIT_PER_MINUTE=0 \
    "$java" "$@" -XX:AOTCacheOutput="$file.new" -jar "$jar" serve &
  server=$!
  while kill -0 "$server" && ((++tries < 120)); do
    if aot_request "$port" GET /health/ready '' "$token"; then
      ready=yes
      break
    fi
    sleep 0.5
  done 2>/dev/null
  for i in {1..200}; do
    aot_request "$port" POST /api/create_customer/ '{"provided_id":"trained","name":"Trained"}' "$token"
    aot_request "$port" POST /api/update_customer/ \
      '{"provided_id":"trained","name":"Trained","properties":{"n":'"$i"'}}' "$token"
    aot_request "$port" POST /api/get_customer/ '{"provided_id":"trained"}' "$token"
    aot_request "$port" POST /api/generate_jwt/ '{"provided_id":"trained"}' "$token"
    aot_request "$port" GET /metrics '' "$token"
  done >/dev/null 2>&1
  kill -TERM "$server"
  wait "$server"
  rm -rf "$work"
  if [[ -n $ready && -s $file.new ]]; then
    # Those of other options stay, for whoever changes between them; those of an older jar are of no use.
    find "$(dirname "$file")" -maxdepth 1 -name 'vitrine-*.aot' ! -newer "$jar" -delete
    mv "$file.new" "$file"
  fi
  rm -f "$file.new" "$file.lock"
  [[ -f $file ]]
}

# Sends a request; succeeds if there is an answer.
aot_request() {
  local port=$1 method=$2 path=$3 body=$4 token=$5 status
  exec 7<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nExplo-Authorization: Token %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
    "$method" "$path" "$token" "${#body}" "$body" >&7
  read -r status <&7
  cat <&7 >/dev/null
  exec 7>&-
  [[ $status == HTTP/* ]]
}

aot_free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); do
    (exec 7<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%d' "$port"
}
