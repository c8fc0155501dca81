/*
 * The tiers: one source of the arithmetic on the curve (kernel*.h), compiled once for each
 * instruction set.
 */
#ifndef QUOTARY_P256_TIER_H
#define QUOTARY_P256_TIER_H

#include <stddef.h>
#include <stdint.h>

#include "entry.h"

/* Signatures that are verified together, and share inversions. */
#define P256_CAPACITY 64

/*
 * The multiples of a key that its signatures need, in windows of `width` bits. For s = segments,
 * base b is 2^(width s b) Q, and entry b * 2^(width-1) + i is (2 i + 1) times that base. With one
 * segment a signature needs additions alone; with more, the table is smaller by that factor, and
 * width * (segments - 1) doublings are needed besides.
 */
typedef struct {
  uint32_t width;
  uint32_t segments;
  uint32_t windows;
  uint32_t bases;
  /* The tier whose form the entries have. */
  uint64_t tier;
  uint64_t reserved[5];
  p256_entry entry[];
} p256_table;

/* One signature. Nothing but `verified` is written. */
typedef struct {
  uint8_t signature[64];     /* r, then s, the most significant byte first */
  uint8_t digest[32];        /* what was signed, the leftmost 32 bytes */
  uint8_t key[64];           /* x, then y */
  const p256_table *table;   /* of the key, or NULL */
  uint64_t verified;         /* 1 or 0 */
  uint8_t reserved[16];
} p256_job;

typedef struct {
  const char *name;
  uint64_t id;
  int lanes;
  /* Bytes of working memory that one call needs, aligned to 64. */
  size_t work_bytes;
  /* Whether the instructions do what the arithmetic needs; asked once the processor has them. */
  int (*works)(void);
  /*
   * Fills a table whose header is set. 0 if the key is no point of the curve.
   */
  int (*fill_table)(void *work, p256_table *table, const uint8_t key[64]);
  /* Verifies n signatures, any number from 1. */
  void (*verify)(void *work, const p256_table *generator, p256_job *jobs, size_t n);
} p256_tier;

/* All tiers, the fastest first; then NULL. Which the processor can run is asked by p256_can_run. */
extern const p256_tier *const P256_TIERS[];

/* Whether this processor and system can run a tier, and its arithmetic works. */
int p256_can_run(const p256_tier *tier);

/*
 * Sets of instructions that may be switched off. The tier of one needs those below it as well:
 * without AVX2 there are no eight lanes either.
 */
#define P256_MULX_ADX 1u
#define P256_AVX2 2u
#define P256_AVX512 4u

/* The same, as if the processor had not these sets of instructions. */
int p256_can_run_without(const p256_tier *tier, unsigned without);

/* The first of P256_TIERS that can run without them; NULL if none works. */
const p256_tier *p256_fastest_without(unsigned without);

/* Bytes of a table, 0 for a width and segments that there are no tables of. */
size_t p256_table_bytes(uint32_t width, uint32_t segments);

/* Sets the header of a table of that many bytes. */
void p256_table_begin(p256_table *table, const p256_tier *tier, uint32_t width, uint32_t segments);

/* The width of the generator's table. */
#define P256_GENERATOR_WIDTH 9

#endif
