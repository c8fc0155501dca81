/*
 * Intel's low-level QVL (libQuoteVerification.so), opened at run time: one function for each stage
 * of a verification. Texts are C strings. All functions may be called from several threads at once;
 * results are QVL's Status, 0 and above, or the shim's, below 0.
 */
#ifndef QUOTARY_QVL_STAGES_H
#define QUOTARY_QVL_STAGES_H

#include "qvl_core.h"

struct qvl_stages;

struct qvl_stages *qvl_stages_open(const char *path, char *error, size_t error_size);
void qvl_stages_close(struct qvl_stages *stages);

/* The quote's certification data; *size is what there is, data takes at most capacity bytes. */
int qvl_stages_certification_data(const struct qvl_stages *stages, struct qvl_bytes quote,
                                  uint8_t *data, size_t capacity, uint32_t *size, uint16_t *type);

int qvl_stages_pck(const struct qvl_stages *stages, const char *chain, const char *root_crl,
                   const char *pck_crl, const char *root, int64_t date);

int qvl_stages_tcb_info(const struct qvl_stages *stages, const char *json, const char *chain,
                        const char *root_crl, const char *root, int64_t date);

int qvl_stages_qe_identity(const struct qvl_stages *stages, const char *json, const char *chain,
                           const char *root_crl, const char *root, int64_t date);

/* A PCK revocation list and its issuer chain, whatever the chain's length. */
int qvl_stages_pck_crl(const struct qvl_stages *stages, const char *crl, const char *chain,
                       const char *root);

/* The quote itself; info is filled by the library up to its own size. */
int qvl_stages_quote(const struct qvl_stages *stages, struct qvl_bytes quote, const char *pck,
                     const char *pck_crl, const char *tcb_info, const char *qe_identity,
                     uint8_t *info, size_t info_size);

#endif
