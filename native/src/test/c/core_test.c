/*
 * Tests of the C core without a JVM, for valgrind and AddressSanitizer: core_test QUOTEVERIFY_STUB
 * QUOTEVERIFICATION_STUB. Prints what failed; exits 0 if nothing did.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "qvl_core.h"
#include "qvl_guard.h"
#include "qvl_stages.h"
#include "stub.h"

#define QUOTE_SIZE 1100
#define SUPPLEMENTAL_SIZE 672
#define THREADS 4
#define ROUNDS 500

static int checks;
static int failures;

#define CHECK(condition)                                          \
  do {                                                            \
    checks++;                                                     \
    if (!(condition)) {                                           \
      failures++;                                                 \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);      \
    }                                                             \
  } while (0)

static struct qvl_bytes text(const char *string) {
  return (struct qvl_bytes){(const uint8_t *)string, strlen(string) + 1};
}

/* A quote that is exactly as long as its memory, so that a read behind it is seen. */
static uint8_t *new_quote(uint32_t action, uint32_t code, uint32_t result) {
  uint8_t *quote = calloc(1, QUOTE_SIZE);
  if (quote == NULL) {
    exit(2);
  }
  memcpy(quote + STUB_ACTION, &action, 4);
  memcpy(quote + STUB_CODE, &code, 4);
  memcpy(quote + STUB_RESULT, &result, 4);
  return quote;
}

static struct qvl_bytes all_of(const uint8_t *quote) {
  return (struct qvl_bytes){quote, QUOTE_SIZE};
}

static void good_parts(struct qvl_bytes parts[QVL_PARTS]) {
  parts[0] = text("pck crl chain");
  parts[1] = (struct qvl_bytes){(const uint8_t *)"\x30\x00\x01", 3};
  parts[2] = text("crl");
  parts[3] = text("tcb chain");
  parts[4] = text("tcb");
  parts[5] = text("qe chain");
  parts[6] = text("qe");
}

static int verify(const struct qvl_library *library, const uint8_t *quote,
                  struct qvl_outcome *outcome, uint8_t *supplemental) {
  struct qvl_bytes parts[QVL_PARTS];
  good_parts(parts);
  return qvl_verify(library, all_of(quote), parts, 0x81, 1700000000, outcome, supplemental,
                    supplemental == NULL ? 0 : SUPPLEMENTAL_SIZE);
}

static void test_open(const char *path) {
  char error[200];
  CHECK(qvl_open("/does/not/exist.so", error, sizeof error) == NULL);
  CHECK(strstr(error, "/does/not/exist.so") != NULL);
  CHECK(qvl_open("", error, sizeof error) == NULL);
  CHECK(qvl_open(NULL, error, sizeof error) == NULL);
  CHECK(qvl_open("libc.so.6", error, sizeof error) == NULL);
  CHECK(strstr(error, "sgx_qv_set_enclave_load_policy") != NULL);
  CHECK(qvl_stages_open(path, error, sizeof error) == NULL);
  char short_error[4];
  CHECK(qvl_open("/does/not/exist.so", short_error, sizeof short_error) == NULL);
  CHECK(strlen(short_error) == 3);
  qvl_close(NULL);
}

static void test_answers(const struct qvl_library *library) {
  struct qvl_outcome outcome;
  uint8_t *supplemental = malloc(SUPPLEMENTAL_SIZE);
  uint8_t *good = new_quote(STUB_ANSWER, 0, 0xA003);
  CHECK(verify(library, good, &outcome, supplemental) == 0);
  CHECK(outcome.result == 0xA003 && outcome.expired == 0);
  CHECK(stub_number(supplemental, 8) == stub_hash("pck crl chain", 14));
  CHECK(stub_number(supplemental, 16) == stub_hash("\x30\x00\x01", 3));
  CHECK(stub_number(supplemental, 640) == stub_hash("qe", 3));
  CHECK(stub_number(supplemental, 136) == 0x81);
  CHECK(stub_number(supplemental, 664) == 1700000000);
  CHECK(verify(library, good, &outcome, NULL) == 0);
  for (uint32_t code = 0xE001; code < 0xE100; code++) {
    memcpy(good + STUB_CODE, &code, 4);
    CHECK(verify(library, good, &outcome, supplemental) == (int)code);
    CHECK(outcome.result == 0xA006 && outcome.expired == 1);
  }
  free(good);
  free(supplemental);
}

static void test_exceptions(const struct qvl_library *library) {
  struct qvl_outcome outcome;
  uint8_t fmspc[QVL_FMSPC_SIZE];
  uint8_t *owner;
  uint32_t version;
  uint32_t size;
  struct qvl_bytes parts[QVL_PARTS];
  uint8_t *quote = new_quote(STUB_THROW, 0, 0);
  for (int i = 0; i < 3; i++) {
    CHECK(verify(library, quote, &outcome, NULL) == QVL_SHIM_EXCEPTION);
    CHECK(outcome.expired == 1);
    CHECK(qvl_fmspc(library, all_of(quote), fmspc) == QVL_SHIM_EXCEPTION);
    CHECK(qvl_supplemental_size(library, all_of(quote), &version, &size) == QVL_SHIM_EXCEPTION);
    CHECK(qvl_get_collateral(library, all_of(quote), parts, &owner) == QVL_SHIM_EXCEPTION);
    CHECK(owner == NULL);
  }
  free(quote);
}

static void test_hostile_arguments(const struct qvl_library *library) {
  struct qvl_outcome outcome = {0, 0};
  struct qvl_bytes parts[QVL_PARTS];
  uint8_t *quote = new_quote(STUB_ANSWER, 0, 0);
  uint8_t supplemental[SUPPLEMENTAL_SIZE];
  struct qvl_bytes none = {NULL, 0};
  struct qvl_bytes huge = {quote, (size_t)UINT32_MAX + 1};
  good_parts(parts);
  CHECK(qvl_verify(NULL, all_of(quote), parts, 0, 1, &outcome, NULL, 0) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_verify(library, none, parts, 0, 1, &outcome, NULL, 0) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_verify(library, huge, parts, 0, 1, &outcome, NULL, 0) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_verify(library, all_of(quote), NULL, 0, 1, &outcome, NULL, 0) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, NULL, NULL, 0) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, &outcome, NULL, 9) ==
        QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, &outcome, supplemental, 671) == 0xE002);
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 0, &outcome, NULL, 0) == 0xE002);
  CHECK(qvl_verify(library, all_of(quote), parts, 0, INT64_MIN, &outcome, NULL, 0) == 0xE002);
  struct qvl_bytes tiny = {quote, 1};
  CHECK(qvl_verify(library, tiny, parts, 0, 1, &outcome, NULL, 0) == 0xE002);
  parts[4] = (struct qvl_bytes){(const uint8_t *)"no end", 6};
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, &outcome, NULL, 0) == 0xE002);
  parts[4] = (struct qvl_bytes){(const uint8_t *)"a\0b", 4};
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, &outcome, NULL, 0) == 0xE002);
  parts[4] = (struct qvl_bytes){NULL, 4};
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, &outcome, NULL, 0) ==
        QVL_SHIM_BAD_ARGUMENT);
  parts[4] = (struct qvl_bytes){quote, INT32_MAX};
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, &outcome, NULL, 0) ==
        QVL_SHIM_BAD_ARGUMENT);
  parts[4] = none;
  CHECK(qvl_verify(library, all_of(quote), parts, 0, 1, &outcome, NULL, 0) == 0xE002);
  uint32_t number;
  CHECK(qvl_supplemental_size(library, all_of(quote), NULL, &number) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_fmspc(library, all_of(quote), NULL) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_get_collateral(library, all_of(quote), parts, NULL) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_set_load_policy(NULL, 3) == QVL_SHIM_BAD_ARGUMENT);
  qvl_free_collateral(library, NULL);
  free(quote);
}

static void test_the_rest(const struct qvl_library *library) {
  uint32_t version;
  uint32_t size;
  uint8_t *quote = new_quote(STUB_ANSWER, 0, 0);
  memcpy(quote + STUB_FMSPC, "\x10\x20\x30\x40\x50\x60", QVL_FMSPC_SIZE);
  CHECK(qvl_supplemental_size(library, all_of(quote), &version, &size) == 0);
  CHECK(version == 0x00040003 && size == SUPPLEMENTAL_SIZE);
  uint8_t fmspc[QVL_FMSPC_SIZE];
  CHECK(qvl_fmspc(library, all_of(quote), fmspc) == 0);
  CHECK(memcmp(fmspc, "\x10\x20\x30\x40\x50\x60", QVL_FMSPC_SIZE) == 0);
  CHECK(qvl_set_load_policy(library, 4) == 0xE00C);
  CHECK(qvl_set_load_policy(library, 3) == 0);
  CHECK(qvl_set_load_policy(library, 3) == 0xE00C);

  struct qvl_bytes parts[QVL_PARTS];
  uint8_t *owner;
  CHECK(qvl_get_collateral(library, all_of(quote), parts, &owner) == 0);
  CHECK(owner != NULL);
  for (size_t i = 0; i < QVL_PARTS; i++) {
    CHECK(parts[i].size == i + 2 && parts[i].data[i] == 'a' + i && parts[i].data[i + 1] == 0);
  }
  qvl_free_collateral(library, owner);
  uint32_t failure = 0xE019;
  memcpy(quote + STUB_CODE, &failure, 4);
  CHECK(qvl_get_collateral(library, all_of(quote), parts, &owner) == 0xE019);
  CHECK(owner == NULL && parts[0].size == 0);
  free(quote);
}

static void *verify_often(void *argument) {
  const struct qvl_library *library = argument;
  intptr_t wrong = 0;
  for (uint32_t i = 0; i < ROUNDS; i++) {
    struct qvl_outcome outcome;
    uint8_t supplemental[SUPPLEMENTAL_SIZE];
    uint8_t *quote = new_quote(i % 5 == 0 ? STUB_THROW : STUB_ANSWER, 0, i);
    int code = verify(library, quote, &outcome, supplemental);
    wrong += i % 5 == 0 ? code != QVL_SHIM_EXCEPTION
                        : code != 0 || outcome.result != (int)i ||
                              stub_number(supplemental, 40) != stub_hash(quote, QUOTE_SIZE);
    free(quote);
  }
  return (void *)wrong;
}

static void test_threads(struct qvl_library *library) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) {
    CHECK(pthread_create(&threads[i], NULL, verify_often, library) == 0);
  }
  for (int i = 0; i < THREADS; i++) {
    void *wrong;
    CHECK(pthread_join(threads[i], &wrong) == 0);
    CHECK(wrong == NULL);
  }
}

static void test_stages(const char *path) {
  char error[200];
  struct qvl_stages *stages = qvl_stages_open(path, error, sizeof error);
  CHECK(stages != NULL);
  CHECK(qvl_stages_pck(stages, "chain", "root crl", "pck crl", "18", 1) == 18);
  CHECK(qvl_stages_tcb_info(stages, "json", "chain", "crl", "75", 1) == 75);
  CHECK(qvl_stages_qe_identity(stages, "json", "chain", "crl", "0", 1) == 0);
  CHECK(qvl_stages_pck(stages, "chain", "root crl", "pck crl", "throw", 1) == QVL_SHIM_EXCEPTION);
  CHECK(qvl_stages_tcb_info(stages, "json", "chain", "crl", "throw", 1) == QVL_SHIM_EXCEPTION);
  CHECK(qvl_stages_pck(stages, "chain", NULL, "pck crl", "0", 1) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_stages_tcb_info(stages, "json", NULL, "crl", "0", 1) == QVL_SHIM_BAD_ARGUMENT);
  CHECK(qvl_stages_qe_identity(NULL, "json", "chain", "crl", "0", 1) == QVL_SHIM_BAD_ARGUMENT);

  CHECK(qvl_stages_pck_crl(stages, "crl", "chain", "33") == 33);
  CHECK(qvl_stages_pck_crl(stages, "crl", "chain", "throw") == QVL_SHIM_EXCEPTION);
  CHECK(qvl_stages_pck_crl(stages, "crl", NULL, "0") == QVL_SHIM_BAD_ARGUMENT);

  uint8_t *quote = new_quote(STUB_ANSWER, 0, 0);
  uint8_t info[490];
  CHECK(qvl_stages_quote(stages, all_of(quote), "45", "crl", "tcb", "qe", info, 490) == 45);
  CHECK(info[0] == 1 && info[2] == 1 && info[4] == 0);
  CHECK(qvl_stages_quote(stages, all_of(quote), "45", "crl", "tcb", "qe", info, 0) == 77);
  CHECK(qvl_stages_quote(stages, all_of(quote), "throw", "crl", "tcb", "qe", info, 490) ==
        QVL_SHIM_EXCEPTION);
  CHECK(qvl_stages_quote(stages, all_of(quote), NULL, "crl", "tcb", "qe", info, 490) ==
        QVL_SHIM_BAD_ARGUMENT);

  uint8_t data[10];
  uint32_t size = 10;
  uint16_t type;
  memcpy(quote + STUB_DATA_SIZE, &size, 4);
  CHECK(qvl_stages_certification_data(stages, all_of(quote), data, 10, &size, &type) == 0);
  CHECK(size == 10 && type == 5 && data[9] == 'c');
  size = 0xffffffff;
  memcpy(quote + STUB_DATA_SIZE, &size, 4);
  CHECK(qvl_stages_certification_data(stages, all_of(quote), data, 10, &size, &type) == 0);
  CHECK(size == 0xffffffff && type == 0);
  free(quote);
  qvl_stages_close(stages);
  qvl_stages_close(NULL);
}

static void do_nothing(void *argument) { *(int *)argument += 1; }

static void test_guard(void) {
  int calls = 0;
  CHECK(qvl_guarded(do_nothing, &calls) == 0);
  CHECK(calls == 1);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    printf("usage: core_test QUOTEVERIFY_STUB QUOTEVERIFICATION_STUB\n");
    return 2;
  }
  char error[200];
  test_guard();
  test_open(argv[1]);
  struct qvl_library *library = qvl_open(argv[1], error, sizeof error);
  CHECK(library != NULL);
  if (library != NULL) {
    test_answers(library);
    test_exceptions(library);
    test_hostile_arguments(library);
    test_the_rest(library);
    test_threads(library);
    qvl_close(library);
  }
  test_stages(argv[2]);
  printf("%d checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
