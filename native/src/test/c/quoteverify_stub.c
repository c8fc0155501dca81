/*
 * A library with the C ABI of libsgx_dcap_quoteverify.so.1 that verifies nothing: it answers what
 * the quote says, and shows in the supplemental data what it was given. It refuses arguments that
 * Intel's refuses. -DSTUB_SUPPLEMENTAL_SIZE=n gives the supplemental data another size, -DSTUB_MAJOR=n
 * another major version, -DSTUB_WITHOUT_HELPERS leaves out functions that old versions lack.
 */
#include <stdlib.h>

#include "qvl_abi.h"
#include "stub.h"

#ifndef STUB_SUPPLEMENTAL_SIZE
#define STUB_SUPPLEMENTAL_SIZE 672
#endif
#ifndef STUB_MAJOR
#define STUB_MAJOR 3
#endif

#define SUCCESS 0
#define ERROR_INVALID_PARAMETER 0xE002
#define ERROR_OUT_OF_MEMORY 0xE003
#define UNSUPPORTED_LOADING_POLICY 0xE00C
#define RESULT_UNSPECIFIED 0xA006
#define EXPORT __attribute__((visibility("default")))

static int policy_is_set;

EXPORT int sgx_qv_set_enclave_load_policy(int policy) {
  if (policy < 0 || policy > 3 || __atomic_exchange_n(&policy_is_set, 1, __ATOMIC_SEQ_CST)) {
    return UNSUPPORTED_LOADING_POLICY;
  }
  return SUCCESS;
}

EXPORT int tee_get_supplemental_data_version_and_size(const uint8_t *quote, uint32_t size,
                                                      uint32_t *version, uint32_t *data_size) {
  if (quote == NULL || size < STUB_MIN_QUOTE) {
    return ERROR_INVALID_PARAMETER;
  }
  if (stub_number(quote, STUB_ACTION) == STUB_THROW) {
    stub_throw();
  }
  *version = STUB_MAJOR | (4u << 16);
  *data_size = STUB_SUPPLEMENTAL_SIZE;
  return SUCCESS;
}

static int is_text(const struct qvl_abi_part *part) {
  return part->data != NULL && part->size > 0 && strnlen(part->data, part->size) == part->size - 1;
}

static void put_u32(uint8_t *data, size_t offset, uint32_t number) {
  memcpy(data + offset, &number, sizeof number);
}

static void put_time(uint8_t *data, size_t offset, int64_t time) {
  memcpy(data + offset, &time, sizeof time);
}

/* Shows the arguments where the fields of Intel's struct stand that can hold them. */
static void show(uint8_t *out, const uint8_t *quote, uint32_t size,
                 const struct qvl_abi_collateral *collateral, time_t date) {
  static const size_t fields[QVL_PARTS] = {8, 16, 24, 32, 624, 632, 640};
  put_u32(out, 0, STUB_MAJOR | (4u << 16));
  for (int i = 0; i < QVL_PARTS; i++) {
    put_time(out, fields[i], stub_hash(collateral->part[i].data, collateral->part[i].size));
  }
  put_u32(out, 40, stub_hash(quote, size));
  put_u32(out, 44, collateral->version);
  put_u32(out, 136, collateral->tee_type);
  put_time(out, 664, date);
  memcpy(out + 172, "INTEL-SA-00001,INTEL-SA-00002", 30);
}

EXPORT int tee_verify_quote(const uint8_t *quote, uint32_t size, const uint8_t *bytes, time_t date,
                            uint32_t *expired, int *result, void *report_info,
                            struct qvl_abi_supplemental *supplemental) {
  const struct qvl_abi_collateral *collateral = (const void *)bytes;
  if (expired == NULL || result == NULL) {
    return ERROR_INVALID_PARAMETER;
  }
  *expired = 1;
  *result = RESULT_UNSPECIFIED;
  if (quote == NULL || size < STUB_MIN_QUOTE || collateral == NULL || date <= 0 ||
      report_info != NULL) {
    return ERROR_INVALID_PARAMETER;
  }
  for (int i = 0; i < QVL_PARTS; i++) {
    int is_crl = i == 1 || i == 2;
    if (is_crl ? collateral->part[i].data == NULL : !is_text(&collateral->part[i])) {
      return ERROR_INVALID_PARAMETER;
    }
  }
  if (supplemental != NULL && (supplemental->data == NULL || supplemental->major_version > 3 ||
                               supplemental->data_size != STUB_SUPPLEMENTAL_SIZE)) {
    return ERROR_INVALID_PARAMETER;
  }
  if (stub_number(quote, STUB_ACTION) == STUB_THROW) {
    stub_throw();
  }
  int code = (int)stub_number(quote, STUB_CODE);
  if (code == SUCCESS) {
    *expired = stub_number(quote, STUB_EXPIRED);
    *result = (int)stub_number(quote, STUB_RESULT);
    if (supplemental != NULL) {
      memset(supplemental->data, 0, STUB_SUPPLEMENTAL_SIZE);
      show(supplemental->data, quote, size, collateral, date);
    }
  }
  return code;
}

#ifndef STUB_WITHOUT_HELPERS
EXPORT int tee_get_fmspc_from_quote(const uint8_t *quote, uint32_t size, uint8_t *fmspc,
                                    uint32_t fmspc_size) {
  if (quote == NULL || size < STUB_MIN_QUOTE || fmspc == NULL || fmspc_size < QVL_FMSPC_SIZE) {
    return ERROR_INVALID_PARAMETER;
  }
  if (stub_number(quote, STUB_ACTION) == STUB_THROW) {
    stub_throw();
  }
  memcpy(fmspc, quote + STUB_FMSPC, QVL_FMSPC_SIZE);
  return (int)stub_number(quote, STUB_CODE);
}

/* One block: the struct, then seven texts of which each is one longer than the one before. */
EXPORT int tee_qv_get_collateral(const uint8_t *quote, uint32_t size, uint8_t **out,
                                 uint32_t *out_size) {
  if (quote == NULL || size < STUB_MIN_QUOTE || out == NULL || out_size == NULL) {
    return ERROR_INVALID_PARAMETER;
  }
  if (stub_number(quote, STUB_ACTION) == STUB_THROW) {
    stub_throw();
  }
  int code = (int)stub_number(quote, STUB_CODE);
  if (code != SUCCESS) {
    return code;
  }
  *out_size = (uint32_t)sizeof(struct qvl_abi_collateral) + QVL_PARTS * 16;
  *out = calloc(1, *out_size);
  if (*out == NULL) {
    return ERROR_OUT_OF_MEMORY;
  }
  struct qvl_abi_collateral *collateral = (void *)*out;
  for (uint32_t i = 0; i < QVL_PARTS; i++) {
    char *text = (char *)*out + sizeof *collateral + i * 16;
    memset(text, 'a' + (int)i, i + 1);
    collateral->part[i].data = text;
    collateral->part[i].size = i + 2;
  }
  return SUCCESS;
}

EXPORT int tee_qv_free_collateral(uint8_t *collateral) {
  free(collateral);
  return SUCCESS;
}
#endif
