#!/bin/sh
# Makes the library for 64-bit Arm: the lanes of P-256 alone, with the options of pom.xml.
#
#   aarch64.sh JNI-INCLUDES JNI-HEADERS FOLDER
set -eu
cd "$(dirname "$0")"
mkdir -p "$3"
exec /usr/bin/aarch64-linux-gnu-gcc -shared -fPIC -std=c11 -O3 -frounding-math -fvisibility=hidden \
  -fstack-protector-strong -Wall -Wextra -Werror -I"$2" -I"$1" -I"$1/linux" \
  -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--no-undefined -Wl,--build-id=none \
  p256/*.c p256_jni.c -s -o "$3/libquotary.so"
