/* The JNI skin over qvl_stages. */
#include <jni.h>
#include <stdlib.h>
#include <string.h>

#include "io_github_quotary_qvl_QvlNative.h"
#include "qvl_jni_bytes.h"
#include "qvl_stages.h"

#define ERROR_TEXT_SIZE 512
#define MAX_TEXTS 4

static struct qvl_stages *stages_of(jlong handle) { return (struct qvl_stages *)(uintptr_t)handle; }

/* Copies of up to four texts, freed together. */
struct texts {
  struct qvl_jni_bytes copy[MAX_TEXTS];
  const char *text[MAX_TEXTS];
  int error;
};

static void free_texts(struct texts *texts) {
  for (int i = 0; i < MAX_TEXTS; i++) {
    qvl_jni_free(&texts->copy[i]);
  }
}

static struct texts texts_of(JNIEnv *env, const jbyteArray arrays[MAX_TEXTS]) {
  struct texts texts;
  memset(&texts, 0, sizeof texts);
  for (int i = 0; i < MAX_TEXTS && !texts.error; i++) {
    texts.copy[i] = qvl_jni_whole(env, arrays[i]);
    texts.text[i] = (const char *)texts.copy[i].bytes.data;
    texts.error = texts.copy[i].error;
  }
  return texts;
}

JNIEXPORT jlong JNICALL Java_io_github_quotary_qvl_QvlNative_openStages(JNIEnv *env, jclass self,
                                                                        jbyteArray path,
                                                                        jbyteArray error) {
  (void)self;
  char text[ERROR_TEXT_SIZE] = "no path";
  struct qvl_jni_bytes name = qvl_jni_whole(env, path);
  struct qvl_stages *stages =
      name.error ? NULL : qvl_stages_open((const char *)name.bytes.data, text, sizeof text);
  qvl_jni_free(&name);
  if (stages == NULL) {
    qvl_jni_write(env, error, text, strlen(text) + 1);
  }
  return (jlong)(uintptr_t)stages;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_certificationData(
    JNIEnv *env, jclass self, jlong stages, jobject direct, jbyteArray array, jint offset,
    jint length, jbyteArray data, jintArray size_and_type) {
  (void)self;
  if (data == NULL || size_and_type == NULL ||
      (*env)->GetArrayLength(env, size_and_type) < 2) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  uint32_t size = 0;
  uint16_t type = 0;
  size_t capacity = (size_t)(*env)->GetArrayLength(env, data);
  uint8_t *copy = calloc(1, capacity + 1);
  if (copy == NULL) {
    return QVL_SHIM_NO_MEMORY;
  }
  struct qvl_jni_bytes quote = qvl_jni_range(env, direct, array, offset, length);
  int code = quote.error ? quote.error
                         : qvl_stages_certification_data(stages_of(stages), quote.bytes, copy,
                                                         capacity, &size, &type);
  qvl_jni_free(&quote);
  qvl_jni_write(env, data, copy, capacity);
  free(copy);
  const jint out[] = {(jint)size, type};
  qvl_jni_write_ints(env, size_and_type, out, 2);
  return code;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_verifyPck(
    JNIEnv *env, jclass self, jlong stages, jbyteArray chain, jbyteArray root_crl,
    jbyteArray pck_crl, jbyteArray root, jlong date) {
  (void)self;
  const jbyteArray arrays[] = {chain, root_crl, pck_crl, root};
  struct texts t = texts_of(env, arrays);
  int code = t.error ? t.error
                     : qvl_stages_pck(stages_of(stages), t.text[0], t.text[1], t.text[2],
                                      t.text[3], date);
  free_texts(&t);
  return code;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_verifyTcbInfo(
    JNIEnv *env, jclass self, jlong stages, jbyteArray json, jbyteArray chain, jbyteArray root_crl,
    jbyteArray root, jlong date) {
  (void)self;
  const jbyteArray arrays[] = {json, chain, root_crl, root};
  struct texts t = texts_of(env, arrays);
  int code = t.error ? t.error
                     : qvl_stages_tcb_info(stages_of(stages), t.text[0], t.text[1], t.text[2],
                                           t.text[3], date);
  free_texts(&t);
  return code;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_verifyQeIdentity(
    JNIEnv *env, jclass self, jlong stages, jbyteArray json, jbyteArray chain, jbyteArray root_crl,
    jbyteArray root, jlong date) {
  (void)self;
  const jbyteArray arrays[] = {json, chain, root_crl, root};
  struct texts t = texts_of(env, arrays);
  int code = t.error ? t.error
                     : qvl_stages_qe_identity(stages_of(stages), t.text[0], t.text[1], t.text[2],
                                              t.text[3], date);
  free_texts(&t);
  return code;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_verifyPckCrl(
    JNIEnv *env, jclass self, jlong stages, jbyteArray crl, jbyteArray chain, jbyteArray root) {
  (void)self;
  const jbyteArray arrays[] = {crl, chain, root, root};
  struct texts t = texts_of(env, arrays);
  int code = t.error ? t.error
                     : qvl_stages_pck_crl(stages_of(stages), t.text[0], t.text[1], t.text[2]);
  free_texts(&t);
  return code;
}

/* Verifies a quote that is there with texts that are there. */
static int verify_quote(JNIEnv *env, const struct qvl_stages *stages, struct qvl_bytes quote,
                        const struct texts *t, jbyteArray info) {
  size_t size = (size_t)(*env)->GetArrayLength(env, info);
  uint8_t *copy = calloc(1, size + 1);
  if (copy == NULL) {
    return QVL_SHIM_NO_MEMORY;
  }
  int code = qvl_stages_quote(stages, quote, t->text[0], t->text[1], t->text[2], t->text[3], copy,
                              size);
  qvl_jni_write(env, info, copy, size);
  free(copy);
  return code;
}

JNIEXPORT jint JNICALL Java_io_github_quotary_qvl_QvlNative_verifyQuote(
    JNIEnv *env, jclass self, jlong stages, jobject direct, jbyteArray array, jint offset,
    jint length, jbyteArray pck, jbyteArray pck_crl, jbyteArray tcb_info, jbyteArray qe_identity,
    jbyteArray info) {
  (void)self;
  if (info == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  const jbyteArray arrays[] = {pck, pck_crl, tcb_info, qe_identity};
  struct texts t = texts_of(env, arrays);
  int code = t.error;
  if (code == 0) {
    struct qvl_jni_bytes quote = qvl_jni_range(env, direct, array, offset, length);
    code = quote.error ? quote.error : verify_quote(env, stages_of(stages), quote.bytes, &t, info);
    qvl_jni_free(&quote);
  }
  free_texts(&t);
  return code;
}
