#include "qvl_core.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "qvl_guard.h"
#include "qvl_open.h"

struct qvl_library {
  void *handle;
  qvl_set_load_policy_fn *set_load_policy;
  qvl_supplemental_size_fn *supplemental_size;
  qvl_verify_fn *verify;
  qvl_fmspc_fn *fmspc;
  qvl_get_collateral_fn *get_collateral;
  qvl_free_collateral_fn *free_collateral;
};

struct qvl_library *qvl_open(const char *path, char *error, size_t error_size) {
  struct qvl_library *library = calloc(1, sizeof *library);
  if (library == NULL) {
    snprintf(error, error_size, "out of memory");
    return NULL;
  }
  const struct qvl_symbol symbols[] = {
      {"sgx_qv_set_enclave_load_policy", (void **)&library->set_load_policy, 1},
      {"tee_get_supplemental_data_version_and_size", (void **)&library->supplemental_size, 1},
      {"tee_verify_quote", (void **)&library->verify, 1},
      {"tee_get_fmspc_from_quote", (void **)&library->fmspc, 0},
      {"tee_qv_get_collateral", (void **)&library->get_collateral, 0},
      {"tee_qv_free_collateral", (void **)&library->free_collateral, 0},
  };
  library->handle =
      qvl_open_symbols(path, symbols, sizeof symbols / sizeof symbols[0], error, error_size);
  if (library->handle == NULL) {
    free(library);
    return NULL;
  }
  return library;
}

void qvl_close(struct qvl_library *library) {
  if (library != NULL) {
    dlclose(library->handle);
    free(library);
  }
}

static int is_quote(struct qvl_bytes quote) {
  return quote.data != NULL && quote.size > 0 && quote.size <= UINT32_MAX;
}

struct load_policy_call {
  qvl_set_load_policy_fn *function;
  int policy;
  int code;
};

static void call_set_load_policy(void *argument) {
  struct load_policy_call *call = argument;
  call->code = call->function(call->policy);
}

int qvl_set_load_policy(const struct qvl_library *library, int policy) {
  if (library == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct load_policy_call call = {library->set_load_policy, policy, 0};
  return qvl_guarded(call_set_load_policy, &call) ? QVL_SHIM_EXCEPTION : call.code;
}

struct supplemental_size_call {
  qvl_supplemental_size_fn *function;
  struct qvl_bytes quote;
  uint32_t version;
  uint32_t size;
  int code;
};

static void call_supplemental_size(void *argument) {
  struct supplemental_size_call *call = argument;
  call->code = call->function(call->quote.data, (uint32_t)call->quote.size, &call->version,
                              &call->size);
}

int qvl_supplemental_size(const struct qvl_library *library, struct qvl_bytes quote,
                          uint32_t *version, uint32_t *size) {
  if (library == NULL || !is_quote(quote) || version == NULL || size == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct supplemental_size_call call = {library->supplemental_size, quote, 0, 0, 0};
  int escaped = qvl_guarded(call_supplemental_size, &call);
  *version = call.version;
  *size = call.size;
  return escaped ? QVL_SHIM_EXCEPTION : call.code;
}

struct fmspc_call {
  qvl_fmspc_fn *function;
  struct qvl_bytes quote;
  uint8_t *fmspc;
  int code;
};

static void call_fmspc(void *argument) {
  struct fmspc_call *call = argument;
  call->code =
      call->function(call->quote.data, (uint32_t)call->quote.size, call->fmspc, QVL_FMSPC_SIZE);
}

int qvl_fmspc(const struct qvl_library *library, struct qvl_bytes quote,
              uint8_t fmspc[QVL_FMSPC_SIZE]) {
  if (library == NULL || !is_quote(quote) || fmspc == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  memset(fmspc, 0, QVL_FMSPC_SIZE);
  if (library->fmspc == NULL) {
    return QVL_SHIM_NO_FUNCTION;
  }
  struct fmspc_call call = {library->fmspc, quote, fmspc, 0};
  return qvl_guarded(call_fmspc, &call) ? QVL_SHIM_EXCEPTION : call.code;
}

struct verify_call {
  qvl_verify_fn *function;
  struct qvl_bytes quote;
  const struct qvl_abi_collateral *collateral;
  time_t date;
  uint32_t expired;
  int result;
  struct qvl_abi_supplemental *supplemental;
  int code;
};

static void call_verify(void *argument) {
  struct verify_call *call = argument;
  call->code = call->function(call->quote.data, (uint32_t)call->quote.size,
                              (const uint8_t *)call->collateral, call->date, &call->expired,
                              &call->result, NULL, call->supplemental);
}

/*
 * Copies all parts into one block and points the collateral at them; each is followed by a NUL that
 * its size does not count, because Intel's code reads revocation lists as texts. NULL: no memory.
 */
static char *copy_parts(const struct qvl_bytes parts[QVL_PARTS],
                        struct qvl_abi_collateral *collateral) {
  size_t size = 0;
  for (int i = 0; i < QVL_PARTS; i++) {
    size += parts[i].size + 1;
  }
  char *block = malloc(size);
  char *next = block;
  for (int i = 0; block != NULL && i < QVL_PARTS; i++) {
    if (parts[i].size > 0) {
      memcpy(next, parts[i].data, parts[i].size);
    }
    next[parts[i].size] = '\0';
    collateral->part[i].data = next;
    collateral->part[i].size = (uint32_t)parts[i].size;
    next += parts[i].size + 1;
  }
  return block;
}

static int are_parts(const struct qvl_bytes parts[QVL_PARTS]) {
  for (int i = 0; parts != NULL && i < QVL_PARTS; i++) {
    if ((parts[i].data == NULL && parts[i].size > 0) || parts[i].size >= INT32_MAX) {
      return 0;
    }
  }
  return parts != NULL;
}

int qvl_verify(const struct qvl_library *library, struct qvl_bytes quote,
               const struct qvl_bytes parts[QVL_PARTS], uint32_t tee_type, int64_t date,
               struct qvl_outcome *outcome, uint8_t *supplemental, size_t supplemental_size) {
  if (library == NULL || !is_quote(quote) || !are_parts(parts) || outcome == NULL ||
      supplemental_size > UINT32_MAX || (supplemental == NULL) != (supplemental_size == 0)) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct qvl_abi_collateral collateral = {QVL_COLLATERAL_VERSION, tee_type, {{0}}};
  char *block = copy_parts(parts, &collateral);
  if (block == NULL) {
    return QVL_SHIM_NO_MEMORY;
  }
  struct qvl_abi_supplemental descriptor = {0, (uint32_t)supplemental_size, supplemental};
  struct verify_call call = {library->verify, quote, &collateral, (time_t)date, 1, 0,
                             supplemental == NULL ? NULL : &descriptor, 0};
  int escaped = qvl_guarded(call_verify, &call);
  free(block);
  outcome->expired = call.expired;
  outcome->result = call.result;
  return escaped ? QVL_SHIM_EXCEPTION : call.code;
}

struct get_collateral_call {
  qvl_get_collateral_fn *function;
  struct qvl_bytes quote;
  uint8_t *collateral;
  uint32_t size;
  int code;
};

static void call_get_collateral(void *argument) {
  struct get_collateral_call *call = argument;
  call->code = call->function(call->quote.data, (uint32_t)call->quote.size, &call->collateral,
                              &call->size);
}

int qvl_get_collateral(const struct qvl_library *library, struct qvl_bytes quote,
                       struct qvl_bytes parts[QVL_PARTS], uint8_t **owner) {
  if (library == NULL || !is_quote(quote) || parts == NULL || owner == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  memset(parts, 0, QVL_PARTS * sizeof parts[0]);
  *owner = NULL;
  if (library->get_collateral == NULL || library->free_collateral == NULL) {
    return QVL_SHIM_NO_FUNCTION;
  }
  struct get_collateral_call call = {library->get_collateral, quote, NULL, 0, 0};
  if (qvl_guarded(call_get_collateral, &call)) {
    return QVL_SHIM_EXCEPTION;
  }
  if (call.code == 0 && call.collateral != NULL) {
    const struct qvl_abi_collateral *collateral = (const void *)call.collateral;
    for (int i = 0; i < QVL_PARTS; i++) {
      parts[i].data = (const uint8_t *)collateral->part[i].data;
      parts[i].size = parts[i].data == NULL ? 0 : collateral->part[i].size;
    }
    *owner = call.collateral;
  }
  return call.code;
}

struct free_collateral_call {
  qvl_free_collateral_fn *function;
  uint8_t *collateral;
};

static void call_free_collateral(void *argument) {
  struct free_collateral_call *call = argument;
  call->function(call->collateral);
}

void qvl_free_collateral(const struct qvl_library *library, uint8_t *owner) {
  if (library != NULL && library->free_collateral != NULL && owner != NULL) {
    struct free_collateral_call call = {library->free_collateral, owner};
    (void)qvl_guarded(call_free_collateral, &call);
  }
}
