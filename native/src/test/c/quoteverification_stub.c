/*
 * A library with the C ABI of Intel's low-level libQuoteVerification.so that verifies nothing. The
 * root's text says what to answer: a status in decimal, or "throw". The last text given is hashed
 * with the others into the status where the root says "hash".
 */
#include <stdlib.h>

#include "qvl_abi.h"
#include "stub.h"

#define EXPORT __attribute__((visibility("default")))
#define UNSUPPORTED_QUOTE_FORMAT 37
#define INVALID_QE_CERTIFICATION_DATA_SIZE 52
#define INVALID_PARAMETER 77
#define INFO_SIZE 490

static int answer(const char *root, const char *a, const char *b, const char *c, time_t date) {
  if (strcmp(root, "throw") == 0) {
    stub_throw();
  }
  if (strcmp(root, "hash") == 0) {
    uint32_t hash = stub_hash(a, strlen(a)) ^ stub_hash(b, strlen(b)) ^ stub_hash(c, strlen(c));
    return (int)((hash ^ (uint32_t)date) & 0x7fffffff);
  }
  return atoi(root);
}

EXPORT int sgxAttestationGetQECertificationDataSize(const uint8_t *quote, uint32_t size,
                                                    uint32_t *out) {
  if (size < STUB_MIN_QUOTE) {
    return UNSUPPORTED_QUOTE_FORMAT;
  }
  if (stub_number(quote, STUB_ACTION) == STUB_THROW) {
    stub_throw();
  }
  *out = stub_number(quote, STUB_DATA_SIZE);
  return (int)stub_number(quote, STUB_CODE);
}

EXPORT int sgxAttestationGetQECertificationData(const uint8_t *quote, uint32_t size,
                                                uint32_t data_size, uint8_t *data,
                                                uint16_t *type) {
  if (size < STUB_MIN_QUOTE || data_size != stub_number(quote, STUB_DATA_SIZE)) {
    return INVALID_QE_CERTIFICATION_DATA_SIZE;
  }
  memset(data, 'c', data_size);
  *type = 5;
  return 0;
}

EXPORT int sgxAttestationVerifyPCKCertificate(const char *chain, const char *const crls[],
                                              const char *root, const time_t *date) {
  return answer(root, chain, crls[0], crls[1], *date);
}

EXPORT int sgxAttestationVerifyTCBInfo(const char *json, const char *chain, const char *root_crl,
                                       const char *root, const time_t *date) {
  return answer(root, json, chain, root_crl, *date);
}

EXPORT int sgxAttestationVerifyEnclaveIdentity(const char *json, const char *chain,
                                               const char *root_crl, const char *root,
                                               const time_t *date) {
  return answer(root, json, chain, root_crl, *date);
}

EXPORT int sgxAttestationVerifyPCKRevocationList(const char *crl, const char *chain,
                                                 const char *root) {
  return answer(root, crl, chain, "", 0);
}

EXPORT int sgxAttestationVerifyQuoteEx(const uint8_t *quote, uint32_t size, const char *pck,
                                       const char *pck_crl, const char *tcb_info,
                                       const char *qe_identity, uint8_t *info,
                                       uint32_t info_size) {
  if (size < STUB_MIN_QUOTE || info_size < INFO_SIZE) {
    return INVALID_PARAMETER;
  }
  info[0] = 1;
  info[2] = 1;
  return answer(pck, pck_crl, tcb_info, qe_identity, (time_t)stub_hash(quote, size));
}
