# What the scripts beside this share; they source it from the root of the sources.

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '\n== FAILED: %s\n' "$*" >&2
  exit 1
}

is_jdk() { [[ $("$2/bin/javac" -version 2>&1) =~ ^javac\ $1(\.|$) ]]; }

# find_jdk VERSION FOLDER...: the first of the folders that holds a JDK of this version.
find_jdk() {
  local version=$1 folder
  shift
  for folder in "$@"; do
    if [ -n "$folder" ] && [ -x "$folder/bin/javac" ] && is_jdk "$version" "$folder"; then
      echo "$folder"
      return
    fi
  done
}

maven() {
  # MAVEN_ARGS is a list of words.
  # shellcheck disable=SC2086
  mvn -B -ntp ${MAVEN_ARGS:-} "$@"
}
