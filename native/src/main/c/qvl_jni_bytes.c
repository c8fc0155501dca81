#include "qvl_jni_bytes.h"

#include <stdlib.h>

static struct qvl_jni_bytes failed(int error) {
  return (struct qvl_jni_bytes){{NULL, 0}, NULL, error};
}

static struct qvl_jni_bytes copy_of(JNIEnv *env, jbyteArray array, jint offset, jint length) {
  uint8_t *copy = malloc((size_t)length + 1);
  if (copy == NULL) {
    return failed(QVL_SHIM_NO_MEMORY);
  }
  (*env)->GetByteArrayRegion(env, array, offset, length, (jbyte *)copy);
  copy[length] = 0;
  return (struct qvl_jni_bytes){{copy, (size_t)length}, copy, 0};
}

struct qvl_jni_bytes qvl_jni_range(JNIEnv *env, jobject direct, jbyteArray array, jint offset,
                                   jint length) {
  if (offset < 0 || length < 0) {
    return failed(QVL_SHIM_BAD_ARGUMENT);
  }
  if (direct != NULL) {
    const uint8_t *address = (*env)->GetDirectBufferAddress(env, direct);
    jlong capacity = (*env)->GetDirectBufferCapacity(env, direct);
    if (address == NULL || (jlong)offset + length > capacity) {
      return failed(QVL_SHIM_BAD_ARGUMENT);
    }
    return (struct qvl_jni_bytes){{address + offset, (size_t)length}, NULL, 0};
  }
  if (array == NULL || (jlong)offset + length > (*env)->GetArrayLength(env, array)) {
    return failed(QVL_SHIM_BAD_ARGUMENT);
  }
  return copy_of(env, array, offset, length);
}

struct qvl_jni_bytes qvl_jni_whole(JNIEnv *env, jbyteArray array) {
  return array == NULL ? failed(QVL_SHIM_BAD_ARGUMENT)
                       : copy_of(env, array, 0, (*env)->GetArrayLength(env, array));
}

void qvl_jni_free(struct qvl_jni_bytes *bytes) {
  free(bytes->copy);
  bytes->copy = NULL;
}

void qvl_jni_write(JNIEnv *env, jbyteArray array, const void *data, size_t size) {
  if (array != NULL) {
    jsize capacity = (*env)->GetArrayLength(env, array);
    jsize count = size < (size_t)capacity ? (jsize)size : capacity;
    (*env)->SetByteArrayRegion(env, array, 0, count, data);
  }
}

void qvl_jni_write_ints(JNIEnv *env, jintArray array, const jint *data, jsize count) {
  if (array != NULL && (*env)->GetArrayLength(env, array) >= count) {
    (*env)->SetIntArrayRegion(env, array, 0, count, data);
  }
}
