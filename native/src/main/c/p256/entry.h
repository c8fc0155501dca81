/* A point of a table: two coordinates in the form of the tier that made it, 64 bytes, one line. */
#ifndef QUOTARY_P256_ENTRY_H
#define QUOTARY_P256_ENTRY_H

#include "wide.h"

typedef struct {
  uint64_t x[4];
  uint64_t y[4];
} P256_ALIGNED(64) p256_entry;

#endif
