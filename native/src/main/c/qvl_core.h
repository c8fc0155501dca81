/*
 * Intel's DCAP quote verification library, opened at run time. Plain C without logic: arguments are
 * checked, copied into Intel's structs, handed on; every output is set whatever happens. All
 * functions may be called from several threads at once.
 */
#ifndef QUOTARY_QVL_CORE_H
#define QUOTARY_QVL_CORE_H

#include "qvl_abi.h"

/* Results of the shim itself; Intel's are 0 and above. */
enum {
  QVL_SHIM_BAD_ARGUMENT = -1, /* null, or a size that is none */
  QVL_SHIM_NO_MEMORY = -2,
  QVL_SHIM_EXCEPTION = -3,  /* a C++ exception left Intel's code */
  QVL_SHIM_NO_FUNCTION = -4 /* this library does not have the function */
};

/* Borrowed bytes. */
struct qvl_bytes {
  const uint8_t *data;
  size_t size;
};

/* What tee_verify_quote said. */
struct qvl_outcome {
  uint32_t expired;
  int32_t result;
};

struct qvl_library;

/*
 * Opens libsgx_dcap_quoteverify.so.1 by path or soname and finds its functions. Returns NULL with
 * the reason as text in error (error_size > 0) if that fails; qvl_close ends it.
 */
struct qvl_library *qvl_open(const char *path, char *error, size_t error_size);
void qvl_close(struct qvl_library *library);

/* Intel accepts this once per process, before the first verification. */
int qvl_set_load_policy(const struct qvl_library *library, int policy);

/* Version (low half major, high half minor) and size of the supplemental data. */
int qvl_supplemental_size(const struct qvl_library *library, struct qvl_bytes quote,
                          uint32_t *version, uint32_t *size);

int qvl_fmspc(const struct qvl_library *library, struct qvl_bytes quote,
              uint8_t fmspc[QVL_FMSPC_SIZE]);

/*
 * tee_verify_quote without an enclave. Sizes of parts are handed on as they are: texts carry their
 * NUL. A supplemental size of 0 asks for none; otherwise it is the library's own.
 */
int qvl_verify(const struct qvl_library *library, struct qvl_bytes quote,
               const struct qvl_bytes parts[QVL_PARTS], uint32_t tee_type, int64_t date,
               struct qvl_outcome *outcome, uint8_t *supplemental, size_t supplemental_size);

/*
 * Collateral that Intel's quote provider library fetches: this may use the network. The parts point
 * into *owner, which qvl_free_collateral gives back.
 */
int qvl_get_collateral(const struct qvl_library *library, struct qvl_bytes quote,
                       struct qvl_bytes parts[QVL_PARTS], uint8_t **owner);
void qvl_free_collateral(const struct qvl_library *library, uint8_t *owner);

#endif
