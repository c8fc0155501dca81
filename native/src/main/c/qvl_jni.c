/* The JNI skin over qvl_core: turns Java's arrays and buffers into bytes, and nothing else. */
#include <jni.h>
#include <stdlib.h>
#include <string.h>

#include "io_github_quotary_qvl_QvlNative.h"
#include "qvl_jni_bytes.h"

/* Grows with every change of the functions or layouts below; the Java side knows it. */
#define SHIM_VERSION 1

#define ERROR_TEXT_SIZE 512

/* Whether an array takes this many elements. */
static int takes(JNIEnv *env, jarray array, jsize count) {
  return array != NULL && (*env)->GetArrayLength(env, array) >= count;
}

static struct qvl_library *library_of(jlong handle) {
  return (struct qvl_library *)(uintptr_t)handle;
}

JNIEXPORT jintArray JNICALL Java_io_github_quotary_qvl_QvlNative_layout(JNIEnv *env, jclass self) {
  (void)self;
  const jint layout[] = {SHIM_VERSION,
                         (jint)sizeof(struct qvl_abi_collateral),
                         (jint)sizeof(struct qvl_abi_part),
                         (jint)sizeof(struct qvl_abi_supplemental),
                         (jint)sizeof(time_t),
                         QVL_PARTS};
  const jsize count = (jsize)(sizeof layout / sizeof layout[0]);
  jintArray array = (*env)->NewIntArray(env, count);
  if (array != NULL) {
    (*env)->SetIntArrayRegion(env, array, 0, count, layout);
  }
  return array;
}

JNIEXPORT jlong JNICALL Java_io_github_quotary_qvl_QvlNative_open(JNIEnv *env, jclass self,
                                                                  jbyteArray path,
                                                                  jbyteArray error) {
  (void)self;
  char text[ERROR_TEXT_SIZE] = "no path";
  struct qvl_jni_bytes name = qvl_jni_whole(env, path);
  struct qvl_library *library =
      name.error ? NULL : qvl_open((const char *)name.bytes.data, text, sizeof text);
  qvl_jni_free(&name);
  if (library == NULL) {
    qvl_jni_write(env, error, text, strlen(text) + 1);
  }
  return (jlong)(uintptr_t)library;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_setLoadPolicy(JNIEnv *env, jclass self,
                                                                          jlong library,
                                                                          jint policy) {
  (void)env;
  (void)self;
  return qvl_set_load_policy(library_of(library), policy);
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_supplementalSize(
    JNIEnv *env, jclass self, jlong library, jbyteArray quote, jintArray version_and_size) {
  (void)self;
  if (!takes(env, version_and_size, 2)) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  uint32_t version = 0;
  uint32_t size = 0;
  struct qvl_jni_bytes bytes = qvl_jni_whole(env, quote);
  int code = bytes.error
                 ? bytes.error
                 : qvl_supplemental_size(library_of(library), bytes.bytes, &version, &size);
  qvl_jni_free(&bytes);
  const jint out[] = {(jint)version, (jint)size};
  qvl_jni_write_ints(env, version_and_size, out, 2);
  return code;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_fmspc(JNIEnv *env, jclass self,
                                                                  jlong library, jobject direct,
                                                                  jbyteArray array, jint offset,
                                                                  jint length, jbyteArray fmspc) {
  (void)self;
  if (!takes(env, fmspc, QVL_FMSPC_SIZE)) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  uint8_t out[QVL_FMSPC_SIZE] = {0};
  struct qvl_jni_bytes quote = qvl_jni_range(env, direct, array, offset, length);
  int code = quote.error ? quote.error : qvl_fmspc(library_of(library), quote.bytes, out);
  qvl_jni_free(&quote);
  qvl_jni_write(env, fmspc, out, sizeof out);
  return code;
}

static void free_parts(struct qvl_jni_bytes copies[QVL_PARTS]) {
  for (int i = 0; i < QVL_PARTS; i++) {
    qvl_jni_free(&copies[i]);
  }
}

/* Copies the seven parts; 0, or the shim's code, and then nothing is to be freed. */
static int copy_parts(JNIEnv *env, jobjectArray array, struct qvl_jni_bytes copies[QVL_PARTS],
                      struct qvl_bytes parts[QVL_PARTS]) {
  memset(copies, 0, QVL_PARTS * sizeof copies[0]);
  if (!takes(env, array, QVL_PARTS)) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  for (jsize i = 0; i < QVL_PARTS; i++) {
    jbyteArray part = (*env)->GetObjectArrayElement(env, array, i);
    copies[i] = qvl_jni_whole(env, part);
    (*env)->DeleteLocalRef(env, part);
    if (copies[i].error) {
      int error = copies[i].error;
      free_parts(copies);
      return error;
    }
    parts[i] = copies[i].bytes;
  }
  return 0;
}

/* Verifies with parts and quote that are there. */
static int verify(JNIEnv *env, const struct qvl_library *library, struct qvl_bytes quote,
                  const struct qvl_bytes parts[QVL_PARTS], jint tee_type, jlong date,
                  jintArray outcome, jbyteArray supplemental) {
  struct qvl_outcome out = {1, 0};
  size_t size = supplemental == NULL ? 0 : (size_t)(*env)->GetArrayLength(env, supplemental);
  uint8_t *data = size == 0 ? NULL : calloc(1, size);
  if (size > 0 && data == NULL) {
    return QVL_SHIM_NO_MEMORY;
  }
  int code = qvl_verify(library, quote, parts, (uint32_t)tee_type, date, &out, data, size);
  const jint numbers[] = {(jint)out.expired, out.result};
  qvl_jni_write_ints(env, outcome, numbers, 2);
  if (size > 0) {
    qvl_jni_write(env, supplemental, data, size);
  }
  free(data);
  return code;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_verify(
    JNIEnv *env, jclass self, jlong library, jobject direct, jbyteArray array, jint offset,
    jint length, jobjectArray parts, jint tee_type, jlong date, jintArray outcome,
    jbyteArray supplemental) {
  (void)self;
  if (!takes(env, outcome, 2)) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct qvl_jni_bytes copies[QVL_PARTS];
  struct qvl_bytes bytes[QVL_PARTS];
  int code = copy_parts(env, parts, copies, bytes);
  if (code == 0) {
    struct qvl_jni_bytes quote = qvl_jni_range(env, direct, array, offset, length);
    code = quote.error ? quote.error
                       : verify(env, library_of(library), quote.bytes, bytes, tee_type, date,
                                outcome, supplemental);
    qvl_jni_free(&quote);
    free_parts(copies);
  }
  return code;
}

/* Puts fetched parts into the array; stops where Java has no memory, which it then throws. */
static int put_parts(JNIEnv *env, jobjectArray array, const struct qvl_bytes parts[QVL_PARTS]) {
  for (jsize i = 0; i < QVL_PARTS; i++) {
    if (parts[i].size > INT32_MAX) {
      return QVL_SHIM_NO_MEMORY;
    }
    jbyteArray part = (*env)->NewByteArray(env, (jsize)parts[i].size);
    if (part == NULL) {
      return QVL_SHIM_NO_MEMORY;
    }
    qvl_jni_write(env, part, parts[i].data, parts[i].size);
    (*env)->SetObjectArrayElement(env, array, i, part);
    (*env)->DeleteLocalRef(env, part);
  }
  return 0;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_collateral(
    JNIEnv *env, jclass self, jlong library, jobject direct, jbyteArray array, jint offset,
    jint length, jobjectArray parts) {
  (void)self;
  if (!takes(env, parts, QVL_PARTS)) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct qvl_jni_bytes quote = qvl_jni_range(env, direct, array, offset, length);
  struct qvl_bytes fetched[QVL_PARTS];
  uint8_t *owner = NULL;
  int code = quote.error
                 ? quote.error
                 : qvl_get_collateral(library_of(library), quote.bytes, fetched, &owner);
  qvl_jni_free(&quote);
  if (owner != NULL) {
    int put = put_parts(env, parts, fetched);
    code = put ? put : code;
    qvl_free_collateral(library_of(library), owner);
  }
  return code;
}
