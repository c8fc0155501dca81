/*
 * The C ABI of Intel's DCAP quote verification library (libsgx_dcap_quoteverify.so.1) and of its
 * low-level QVL (libQuoteVerification.so) on x86-64 Linux, as far as this shim calls it. Declared
 * here, so that nothing of Intel's is needed to build; the assertions below and the handshake at
 * start-up keep it in step with the Java side.
 */
#ifndef QUOTARY_QVL_ABI_H
#define QUOTARY_QVL_ABI_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define QVL_PARTS 7
#define QVL_FMSPC_SIZE 6
#define QVL_COLLATERAL_VERSION 3u

/* A text or revocation list of the collateral; a text's size counts its terminating NUL. */
struct qvl_abi_part {
  char *data;
  uint32_t size;
};

/*
 * sgx_ql_qve_collateral_t. Parts in order: PCK CRL issuer chain, root CA CRL, PCK CRL, TCB info
 * issuer chain, TCB info, QE identity issuer chain, QE identity.
 */
struct qvl_abi_collateral {
  uint32_t version;
  uint32_t tee_type;
  struct qvl_abi_part part[QVL_PARTS];
};

/* tee_supp_data_descriptor_t */
struct qvl_abi_supplemental {
  uint16_t major_version;
  uint32_t data_size;
  uint8_t *data;
};

_Static_assert(sizeof(void *) == 8, "x86-64");
_Static_assert(sizeof(time_t) == 8, "time_t");
_Static_assert(sizeof(struct qvl_abi_part) == 16, "collateral part");
_Static_assert(offsetof(struct qvl_abi_part, size) == 8, "collateral part size");
_Static_assert(sizeof(struct qvl_abi_collateral) == 120, "collateral");
_Static_assert(offsetof(struct qvl_abi_collateral, tee_type) == 4, "collateral TEE type");
_Static_assert(offsetof(struct qvl_abi_collateral, part) == 8, "collateral parts");
_Static_assert(sizeof(struct qvl_abi_supplemental) == 16, "supplemental descriptor");
_Static_assert(offsetof(struct qvl_abi_supplemental, data_size) == 4, "supplemental size");
_Static_assert(offsetof(struct qvl_abi_supplemental, data) == 8, "supplemental data");

/* libsgx_dcap_quoteverify.so.1; enums of Intel's are ints, results are quote3_error_t. */
typedef int qvl_set_load_policy_fn(int policy);
typedef int qvl_supplemental_size_fn(const uint8_t *quote, uint32_t size, uint32_t *version,
                                     uint32_t *data_size);
typedef int qvl_verify_fn(const uint8_t *quote, uint32_t size, const uint8_t *collateral,
                          time_t date, uint32_t *expired, int *result, void *report_info,
                          struct qvl_abi_supplemental *supplemental);
typedef int qvl_fmspc_fn(const uint8_t *quote, uint32_t size, uint8_t *fmspc, uint32_t fmspc_size);
typedef int qvl_get_collateral_fn(const uint8_t *quote, uint32_t size, uint8_t **collateral,
                                  uint32_t *collateral_size);
typedef int qvl_free_collateral_fn(uint8_t *collateral);

/* libQuoteVerification.so; results are QVL's Status. */
typedef int qvl_cert_data_size_fn(const uint8_t *quote, uint32_t size, uint32_t *out);
typedef int qvl_cert_data_fn(const uint8_t *quote, uint32_t size, uint32_t data_size, uint8_t *data,
                             uint16_t *type);
typedef int qvl_pck_fn(const char *chain, const char *const crls[], const char *root,
                       const time_t *date);
typedef int qvl_signed_json_fn(const char *json, const char *chain, const char *root_crl,
                               const char *root, const time_t *date);
typedef int qvl_pck_crl_fn(const char *crl, const char *chain, const char *root);
typedef int qvl_quote_fn(const uint8_t *quote, uint32_t size, const char *pck, const char *pck_crl,
                         const char *tcb_info, const char *qe_identity, uint8_t *info,
                         uint32_t info_size);

#endif
