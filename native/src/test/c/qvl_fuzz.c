/*
 * A libFuzzer target: what the JNI entries of Intel's library call, over the stub libraries, which
 * stand in QVL_QUOTEVERIFY_STUB and QVL_QUOTEVERIFICATION_STUB of the environment.
 *
 * The bytes are cut into the arguments of one call: each argument lies in memory of its own size, so
 * that a read behind it is seen. What Intel's side was given is shown by the stub, and must be what
 * was handed over; the same call twice must answer the same.
 */
#include <stdio.h>
#include <stdlib.h>

#include "qvl_core.h"
#include "qvl_stages.h"
#include "stub.h"

#define SUPPLEMENTAL_SIZE 672
#define INFO_SIZE 490
#define DATE 1700000000

static struct qvl_library *library;
static struct qvl_stages *stages;

/* Every byte of what comes back is read. */
static volatile uint32_t seen;

#define REQUIRE(condition)                                       \
  do {                                                           \
    if (!(condition)) {                                          \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                   \
    }                                                            \
  } while (0)

typedef struct {
  const uint8_t *at;
  size_t left;
} input;

static uint32_t take(input *in, size_t size) {
  uint32_t value = 0;
  for (size_t i = 0; i < size && in->left > 0; i++, in->at++, in->left--) {
    value |= (uint32_t)*in->at << (8 * i);
  }
  return value;
}

/* The next bytes: as many as their first two say, and as there are. */
static struct qvl_bytes take_bytes(input *in, int with_nul) {
  size_t size = take(in, 2);
  size = size < in->left ? size : in->left;
  uint8_t *copy = malloc(size + (with_nul ? 1 : 0));
  REQUIRE(copy != NULL || size == 0);
  if (size > 0) {
    memcpy(copy, in->at, size);
  }
  if (with_nul) {
    copy[size] = 0;
  }
  in->at += size;
  in->left -= size;
  return (struct qvl_bytes){copy, size};
}

static void release(struct qvl_bytes bytes) { free((void *)(uintptr_t)bytes.data); }

static const char *text(struct qvl_bytes bytes) { return (const char *)bytes.data; }

/* A quote that is long enough for the stubs more often than a fuzzer finds out. */
static struct qvl_bytes take_quote(input *in) {
  uint32_t padding = take(in, 1) % 2 == 0 ? STUB_MIN_QUOTE : 0;
  struct qvl_bytes given = take_bytes(in, 0);
  uint8_t *quote = calloc(1, given.size + padding);
  REQUIRE(quote != NULL || given.size + padding == 0);
  if (given.size > 0) {
    memcpy(quote, given.data, given.size);
  }
  release(given);
  return (struct qvl_bytes){quote, given.size + padding};
}

static void verify(input *in, struct qvl_bytes quote) {
  struct qvl_bytes parts[QVL_PARTS];
  uint8_t supplemental[2][SUPPLEMENTAL_SIZE] = {{0}, {0}};
  struct qvl_outcome outcome[2] = {{7, 7}, {7, 7}};
  uint32_t tee_type = take(in, 1);
  uint32_t ends = take(in, 1); /* which parts do not end in a NUL */
  for (int i = 0; i < QVL_PARTS; i++) {
    parts[i] = take_bytes(in, 0);
    if (parts[i].size > 0 && (ends >> i) % 2 == 0) {
      ((uint8_t *)(uintptr_t)parts[i].data)[parts[i].size - 1] = 0;
    }
  }
  int code[2];
  for (int i = 0; i < 2; i++) {
    code[i] = qvl_verify(library, quote, parts, tee_type, DATE, &outcome[i], supplemental[i],
                         SUPPLEMENTAL_SIZE);
  }
  REQUIRE(code[0] == code[1]);
  REQUIRE(outcome[0].result == outcome[1].result && outcome[0].expired == outcome[1].expired);
  REQUIRE(memcmp(supplemental[0], supplemental[1], SUPPLEMENTAL_SIZE) == 0);
  if (code[0] == 0) {
    static const size_t shown[QVL_PARTS] = {8, 16, 24, 32, 624, 632, 640};
    for (int i = 0; i < QVL_PARTS; i++) {
      REQUIRE(stub_number(supplemental[0], shown[i]) == stub_hash(parts[i].data, parts[i].size));
    }
    REQUIRE(stub_number(supplemental[0], 40) == stub_hash(quote.data, quote.size));
    REQUIRE(stub_number(supplemental[0], 136) == tee_type);
  }
  for (int i = 0; i < QVL_PARTS; i++) {
    release(parts[i]);
  }
}

static void collateral(struct qvl_bytes quote) {
  struct qvl_bytes parts[QVL_PARTS];
  uint8_t *owner = NULL;
  uint32_t version = 0;
  uint32_t size = 0;
  uint8_t fmspc[QVL_FMSPC_SIZE];
  (void)qvl_supplemental_size(library, quote, &version, &size);
  (void)qvl_fmspc(library, quote, fmspc);
  if (qvl_get_collateral(library, quote, parts, &owner) == 0 && owner != NULL) {
    for (int i = 0; i < QVL_PARTS; i++) {
      seen ^= stub_hash(parts[i].data, parts[i].size);
    }
  }
  qvl_free_collateral(library, owner);
}

static void certification_data(input *in, struct qvl_bytes quote) {
  size_t capacity = take(in, 2);
  uint8_t *data = malloc(capacity);
  uint32_t size = 0;
  uint16_t type = 0;
  REQUIRE(data != NULL || capacity == 0);
  int code = qvl_stages_certification_data(stages, quote, data, capacity, &size, &type);
  if (code == 0 && size > 0 && size <= capacity) {
    REQUIRE(type == 5 && data[size - 1] == 'c');
  }
  free(data);
}

static void texts(input *in, struct qvl_bytes quote) {
  struct qvl_bytes given[4];
  int64_t date = (int32_t)take(in, 4);
  for (int i = 0; i < 4; i++) {
    given[i] = take_bytes(in, 1);
  }
  const char *a = text(given[0]), *b = text(given[1]), *c = text(given[2]), *root = text(given[3]);
  uint8_t *info = malloc(INFO_SIZE);
  REQUIRE(info != NULL);
  for (int repeat = 0; repeat < 2; repeat++) {
    (void)qvl_stages_pck(stages, a, b, c, root, date);
    int tcb = qvl_stages_tcb_info(stages, a, b, c, root, date);
    int identity = qvl_stages_qe_identity(stages, a, b, c, root, date);
    REQUIRE(tcb == identity);
    (void)qvl_stages_pck_crl(stages, a, b, root);
    (void)qvl_stages_quote(stages, quote, a, b, c, root, info, INFO_SIZE);
    (void)qvl_stages_quote(stages, quote, a, b, c, root, info, INFO_SIZE - 1);
  }
  free(info);
  for (int i = 0; i < 4; i++) {
    release(given[i]);
  }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  char error[200] = "";
  const char *quoteverify = getenv("QVL_QUOTEVERIFY_STUB");
  const char *quoteverification = getenv("QVL_QUOTEVERIFICATION_STUB");
  library = qvl_open(quoteverify, error, sizeof error);
  stages = library == NULL ? NULL : qvl_stages_open(quoteverification, error, sizeof error);
  if (stages == NULL) {
    fprintf(stderr, "no stub libraries: %s\n", error);
    exit(2);
  }
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  input in = {data, size};
  uint32_t call = take(&in, 1) % 4;
  struct qvl_bytes quote = take_quote(&in);
  switch (call) {
    case 0:
      verify(&in, quote);
      break;
    case 1:
      collateral(quote);
      break;
    case 2:
      certification_data(&in, quote);
      break;
    default:
      texts(&in, quote);
  }
  release(quote);
  return 0;
}
