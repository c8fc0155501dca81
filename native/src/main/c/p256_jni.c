/* The JNI skin over the tiers of P-256: addresses and numbers in, numbers out. */
#include <jni.h>
#include <stdlib.h>
#include <string.h>

#include "io_github_quotary_p256_P256Native.h"
#include "p256/tier.h"

/* Grows with every change of the functions or layouts below; the Java side knows it. */
#define P256_SKIN_VERSION 1

#define CACHE_LINE 64

static const p256_tier *tier_at(jint index) {
  const p256_tier *found = NULL;
  for (jint i = 0; i <= index && P256_TIERS[i] != NULL; i++) {
    found = i == index ? P256_TIERS[i] : NULL;
  }
  return found;
}

static void *at(jlong address) { return (void *)(uintptr_t)address; }

JNIEXPORT jintArray JNICALL Java_io_github_quotary_p256_P256Native_layout(JNIEnv *env,
                                                                          jclass self) {
  (void)self;
  jint tiers = 0;
  while (P256_TIERS[tiers] != NULL) {
    tiers++;
  }
  const jint layout[] = {P256_SKIN_VERSION,
                         (jint)sizeof(p256_job),
                         (jint)offsetof(p256_job, signature),
                         (jint)offsetof(p256_job, digest),
                         (jint)offsetof(p256_job, key),
                         (jint)offsetof(p256_job, table),
                         (jint)offsetof(p256_job, verified),
                         P256_GENERATOR_WIDTH,
                         tiers};
  const jsize count = (jsize)(sizeof layout / sizeof layout[0]);
  jintArray array = (*env)->NewIntArray(env, count);
  if (array != NULL) {
    (*env)->SetIntArrayRegion(env, array, 0, count, layout);
  }
  return array;
}

JNIEXPORT jstring JNICALL Java_io_github_quotary_p256_P256Native_name(JNIEnv *env, jclass self,
                                                                      jint tier) {
  (void)self;
  const p256_tier *found = tier_at(tier);
  return found == NULL ? NULL : (*env)->NewStringUTF(env, found->name);
}

JNIEXPORT jboolean JNICALL Java_io_github_quotary_p256_P256Native_canRun(JNIEnv *env, jclass self,
                                                                         jint tier) {
  (void)env;
  (void)self;
  const p256_tier *found = tier_at(tier);
  return found != NULL && p256_can_run(found) ? JNI_TRUE : JNI_FALSE;
}

JNIEXPORT jlong JNICALL Java_io_github_quotary_p256_P256Native_workBytes(JNIEnv *env, jclass self,
                                                                         jint tier) {
  (void)env;
  (void)self;
  const p256_tier *found = tier_at(tier);
  return found == NULL ? 0 : (jlong)found->work_bytes;
}

JNIEXPORT jlong JNICALL Java_io_github_quotary_p256_P256Native_tableBytes(JNIEnv *env, jclass self,
                                                                          jint width,
                                                                          jint segments) {
  (void)env;
  (void)self;
  return width < 0 || segments < 0
             ? 0
             : (jlong)p256_table_bytes((uint32_t)width, (uint32_t)segments);
}

JNIEXPORT jlong JNICALL Java_io_github_quotary_p256_P256Native_allocate(JNIEnv *env, jclass self,
                                                                        jlong bytes) {
  (void)env;
  (void)self;
  if (bytes <= 0) {
    return 0;
  }
  size_t size = ((size_t)bytes + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
  void *memory = aligned_alloc(CACHE_LINE, size);
  if (memory != NULL) {
    memset(memory, 0, size);
  }
  return (jlong)(uintptr_t)memory;
}

JNIEXPORT void JNICALL Java_io_github_quotary_p256_P256Native_free(JNIEnv *env, jclass self,
                                                                   jlong memory) {
  (void)env;
  (void)self;
  free(at(memory));
}

JNIEXPORT jobject JNICALL Java_io_github_quotary_p256_P256Native_buffer(JNIEnv *env, jclass self,
                                                                        jlong memory,
                                                                        jlong bytes) {
  (void)self;
  return memory == 0 || bytes <= 0 ? NULL : (*env)->NewDirectByteBuffer(env, at(memory), bytes);
}

JNIEXPORT jboolean JNICALL Java_io_github_quotary_p256_P256Native_fill(
    JNIEnv *env, jclass self, jint tier, jlong work, jlong table, jint width, jint segments,
    jbyteArray key) {
  (void)self;
  const p256_tier *found = tier_at(tier);
  uint8_t xy[64];
  if (found == NULL || work == 0 || table == 0 || key == NULL
      || (*env)->GetArrayLength(env, key) != (jsize)sizeof xy || width < 0 || segments < 0
      || p256_table_bytes((uint32_t)width, (uint32_t)segments) == 0) {
    return JNI_FALSE;
  }
  (*env)->GetByteArrayRegion(env, key, 0, sizeof xy, (jbyte *)xy);
  p256_table_begin(at(table), found, (uint32_t)width, (uint32_t)segments);
  return found->fill_table(at(work), at(table), xy) ? JNI_TRUE : JNI_FALSE;
}

JNIEXPORT void JNICALL Java_io_github_quotary_p256_P256Native_verify(JNIEnv *env, jclass self,
                                                                     jint tier, jlong work,
                                                                     jlong generator, jlong jobs,
                                                                     jint count) {
  (void)env;
  (void)self;
  const p256_tier *found = tier_at(tier);
  if (found != NULL && work != 0 && generator != 0 && jobs != 0 && count > 0) {
    found->verify(at(work), at(generator), at(jobs), (size_t)count);
  }
}
