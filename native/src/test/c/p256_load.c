/*
 * Loads the library and verifies two signatures through its entries for Java, without a JVM:
 *
 *   p256_load libquotary.so
 */
#include <dlfcn.h>
#include <jni.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "p256/tier.h"

#define ENTRY(name) entry("Java_io_github_quotary_p256_P256Native_" name)

/* RFC 6979, appendix A.2.5: SHA-256 of "sample". */
static const char KEY[] = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                          "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
static const char SIGNATURE[] = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                                "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
static const char DIGEST[] = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf";
static const char GENERATOR[] = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                                "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

static void *library;

static void *entry(const char *name) {
  void *found = dlsym(library, name);
  if (found == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    exit(1);
  }
  return found;
}

static void from_hex(const char *hex, uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    unsigned value;
    sscanf(hex + 2 * i, "%2x", &value);
    bytes[i] = (uint8_t)value;
  }
}

/* What stands for a byte[] of Java here: the bytes themselves. */
static jsize JNICALL length_of(JNIEnv *env, jarray array) {
  (void)env;
  (void)array;
  return 64;
}

static void JNICALL copy_of(JNIEnv *env, jbyteArray array, jsize from, jsize count, jbyte *into) {
  (void)env;
  memcpy(into, (const jbyte *)(const void *)array + from, (size_t)count);
}

int main(int argc, char **argv) {
  struct JNINativeInterface_ functions = {.GetArrayLength = length_of,
                                          .GetByteArrayRegion = copy_of};
  JNIEnv env = &functions;
  library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  if (library == NULL) {
    fprintf(stderr, "%s\n", argc == 2 ? dlerror() : "p256_load FILE");
    return 1;
  }
  jlong (*allocate)(JNIEnv *, jclass, jlong) = ENTRY("allocate");
  jlong (*table_bytes)(JNIEnv *, jclass, jint, jint) = ENTRY("tableBytes");
  jlong (*work_bytes)(JNIEnv *, jclass, jint) = ENTRY("workBytes");
  jboolean (*can_run)(JNIEnv *, jclass, jint) = ENTRY("canRun");
  jboolean (*fill)(JNIEnv *, jclass, jint, jlong, jlong, jint, jint, jbyteArray) = ENTRY("fill");
  void (*verify)(JNIEnv *, jclass, jint, jlong, jlong, jlong, jint) = ENTRY("verify");

  jint tier = 0;
  while (!can_run(&env, NULL, tier)) {
    if (++tier == 8) {
      fprintf(stderr, "no tier can run\n");
      return 1;
    }
  }
  uint8_t generator[64];
  from_hex(GENERATOR, generator, sizeof generator);
  jlong work = allocate(&env, NULL, work_bytes(&env, NULL, tier));
  jlong table = allocate(&env, NULL, table_bytes(&env, NULL, P256_GENERATOR_WIDTH, 1));
  if (work == 0 || table == 0
      || !fill(&env, NULL, tier, work, table, P256_GENERATOR_WIDTH, 1, (jbyteArray)generator)) {
    fprintf(stderr, "no table of the generator\n");
    return 1;
  }
  p256_job jobs[2];
  memset(jobs, 0, sizeof jobs);
  for (int i = 0; i < 2; i++) {
    from_hex(KEY, jobs[i].key, sizeof jobs[i].key);
    from_hex(SIGNATURE, jobs[i].signature, sizeof jobs[i].signature);
    from_hex(DIGEST, jobs[i].digest, sizeof jobs[i].digest);
  }
  jobs[1].digest[31] ^= 1;
  verify(&env, NULL, tier, work, table, (jlong)(uintptr_t)jobs, 2);
  printf("good %d, forged %d\n", (int)jobs[0].verified, (int)jobs[1].verified);
  return jobs[0].verified == 1 && jobs[1].verified == 0 ? 0 : 1;
}
