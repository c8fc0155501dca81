#include "qvl_stages.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "qvl_guard.h"
#include "qvl_open.h"

struct qvl_stages {
  void *handle;
  qvl_cert_data_size_fn *cert_data_size;
  qvl_cert_data_fn *cert_data;
  qvl_pck_fn *pck;
  qvl_signed_json_fn *tcb_info;
  qvl_signed_json_fn *qe_identity;
  qvl_pck_crl_fn *pck_crl;
  qvl_quote_fn *quote;
};

struct qvl_stages *qvl_stages_open(const char *path, char *error, size_t error_size) {
  struct qvl_stages *stages = calloc(1, sizeof *stages);
  if (stages == NULL) {
    snprintf(error, error_size, "out of memory");
    return NULL;
  }
  const struct qvl_symbol symbols[] = {
      {"sgxAttestationGetQECertificationDataSize", (void **)&stages->cert_data_size, 1},
      {"sgxAttestationGetQECertificationData", (void **)&stages->cert_data, 1},
      {"sgxAttestationVerifyPCKCertificate", (void **)&stages->pck, 1},
      {"sgxAttestationVerifyTCBInfo", (void **)&stages->tcb_info, 1},
      {"sgxAttestationVerifyEnclaveIdentity", (void **)&stages->qe_identity, 1},
      {"sgxAttestationVerifyPCKRevocationList", (void **)&stages->pck_crl, 1},
      {"sgxAttestationVerifyQuoteEx", (void **)&stages->quote, 1},
  };
  stages->handle =
      qvl_open_symbols(path, symbols, sizeof symbols / sizeof symbols[0], error, error_size);
  if (stages->handle == NULL) {
    free(stages);
    return NULL;
  }
  return stages;
}

void qvl_stages_close(struct qvl_stages *stages) {
  if (stages != NULL) {
    dlclose(stages->handle);
    free(stages);
  }
}

static int is_quote(struct qvl_bytes quote) {
  return quote.data != NULL && quote.size > 0 && quote.size <= UINT32_MAX;
}

struct cert_data_call {
  const struct qvl_stages *stages;
  struct qvl_bytes quote;
  uint8_t *data;
  size_t capacity;
  uint32_t size;
  uint16_t type;
  int code;
};

static void call_cert_data(void *argument) {
  struct cert_data_call *call = argument;
  uint32_t quote_size = (uint32_t)call->quote.size;
  call->code = call->stages->cert_data_size(call->quote.data, quote_size, &call->size);
  if (call->code == 0 && call->size > 0 && call->size <= call->capacity) {
    call->code = call->stages->cert_data(call->quote.data, quote_size, call->size, call->data,
                                         &call->type);
  }
}

int qvl_stages_certification_data(const struct qvl_stages *stages, struct qvl_bytes quote,
                                  uint8_t *data, size_t capacity, uint32_t *size, uint16_t *type) {
  if (stages == NULL || !is_quote(quote) || (data == NULL && capacity > 0) || size == NULL ||
      type == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct cert_data_call call = {stages, quote, data, capacity, 0, 0, 0};
  int escaped = qvl_guarded(call_cert_data, &call);
  *size = call.size;
  *type = call.type;
  return escaped ? QVL_SHIM_EXCEPTION : call.code;
}

struct pck_call {
  qvl_pck_fn *function;
  const char *chain;
  const char *crls[2];
  const char *root;
  time_t date;
  int code;
};

static void call_pck(void *argument) {
  struct pck_call *call = argument;
  call->code = call->function(call->chain, call->crls, call->root, &call->date);
}

int qvl_stages_pck(const struct qvl_stages *stages, const char *chain, const char *root_crl,
                   const char *pck_crl, const char *root, int64_t date) {
  if (stages == NULL || chain == NULL || root_crl == NULL || pck_crl == NULL || root == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct pck_call call = {stages->pck, chain, {root_crl, pck_crl}, root, (time_t)date, 0};
  return qvl_guarded(call_pck, &call) ? QVL_SHIM_EXCEPTION : call.code;
}

struct signed_json_call {
  qvl_signed_json_fn *function;
  const char *json;
  const char *chain;
  const char *root_crl;
  const char *root;
  time_t date;
  int code;
};

static void call_signed_json(void *argument) {
  struct signed_json_call *call = argument;
  call->code = call->function(call->json, call->chain, call->root_crl, call->root, &call->date);
}

static int verify_signed_json(struct signed_json_call call) {
  if (call.json == NULL || call.chain == NULL || call.root_crl == NULL || call.root == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  return qvl_guarded(call_signed_json, &call) ? QVL_SHIM_EXCEPTION : call.code;
}

int qvl_stages_tcb_info(const struct qvl_stages *stages, const char *json, const char *chain,
                        const char *root_crl, const char *root, int64_t date) {
  if (stages == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  return verify_signed_json((struct signed_json_call){stages->tcb_info, json, chain, root_crl,
                                                      root, (time_t)date, 0});
}

int qvl_stages_qe_identity(const struct qvl_stages *stages, const char *json, const char *chain,
                           const char *root_crl, const char *root, int64_t date) {
  if (stages == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  return verify_signed_json((struct signed_json_call){stages->qe_identity, json, chain, root_crl,
                                                      root, (time_t)date, 0});
}

struct pck_crl_call {
  qvl_pck_crl_fn *function;
  const char *crl;
  const char *chain;
  const char *root;
  int code;
};

static void call_pck_crl(void *argument) {
  struct pck_crl_call *call = argument;
  call->code = call->function(call->crl, call->chain, call->root);
}

int qvl_stages_pck_crl(const struct qvl_stages *stages, const char *crl, const char *chain,
                       const char *root) {
  if (stages == NULL || crl == NULL || chain == NULL || root == NULL) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  struct pck_crl_call call = {stages->pck_crl, crl, chain, root, 0};
  return qvl_guarded(call_pck_crl, &call) ? QVL_SHIM_EXCEPTION : call.code;
}

struct quote_call {
  qvl_quote_fn *function;
  struct qvl_bytes quote;
  const char *pck;
  const char *pck_crl;
  const char *tcb_info;
  const char *qe_identity;
  uint8_t *info;
  uint32_t info_size;
  int code;
};

static void call_quote(void *argument) {
  struct quote_call *call = argument;
  call->code = call->function(call->quote.data, (uint32_t)call->quote.size, call->pck,
                              call->pck_crl, call->tcb_info, call->qe_identity, call->info,
                              call->info_size);
}

int qvl_stages_quote(const struct qvl_stages *stages, struct qvl_bytes quote, const char *pck,
                     const char *pck_crl, const char *tcb_info, const char *qe_identity,
                     uint8_t *info, size_t info_size) {
  if (stages == NULL || !is_quote(quote) || pck == NULL || pck_crl == NULL || tcb_info == NULL ||
      qe_identity == NULL || info == NULL || info_size > UINT32_MAX) {
    return QVL_SHIM_BAD_ARGUMENT;
  }
  memset(info, 0, info_size);
  struct quote_call call = {stages->quote, quote, pck, pck_crl, tcb_info, qe_identity,
                            info, (uint32_t)info_size, 0};
  return qvl_guarded(call_quote, &call) ? QVL_SHIM_EXCEPTION : call.code;
}
