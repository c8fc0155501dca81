/* Bytes of Java arrays and direct buffers as C sees them. */
#ifndef QUOTARY_QVL_JNI_BYTES_H
#define QUOTARY_QVL_JNI_BYTES_H

#include <jni.h>

#include "qvl_core.h"

/* Bytes to be read; copy is to be freed, and NULL where the bytes are borrowed. */
struct qvl_jni_bytes {
  struct qvl_bytes bytes;
  void *copy;
  int error; /* 0, or the shim's code */
};

/* A range of a direct buffer, borrowed, or else of an array, copied. */
struct qvl_jni_bytes qvl_jni_range(JNIEnv *env, jobject direct, jbyteArray array, jint offset,
                                   jint length);

/* A whole array, copied, with a NUL behind it that does not count. */
struct qvl_jni_bytes qvl_jni_whole(JNIEnv *env, jbyteArray array);

void qvl_jni_free(struct qvl_jni_bytes *bytes);

/* Writes bytes to the start of an array, as many as it takes. */
void qvl_jni_write(JNIEnv *env, jbyteArray array, const void *data, size_t size);

/* Writes numbers to the start of an array that takes at least so many; otherwise nothing. */
void qvl_jni_write_ints(JNIEnv *env, jintArray array, const jint *data, jsize count);

#endif
