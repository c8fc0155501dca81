/*
 * What the stub libraries do is written into the "quote": numbers of 4 bytes, little-endian. So a
 * test says with every call what Intel's library is to answer.
 */
#ifndef QUOTARY_STUB_H
#define QUOTARY_STUB_H

#include <stdint.h>
#include <string.h>

#define STUB_MIN_QUOTE 1020
#define STUB_ACTION 64  /* what to do, see below */
#define STUB_CODE 68    /* what to return */
#define STUB_RESULT 72  /* the result */
#define STUB_EXPIRED 76 /* the expiration status */
#define STUB_DATA_SIZE 80 /* size of the certification data */
#define STUB_FMSPC 96

enum { STUB_ANSWER = 0, STUB_THROW = 1 };

static inline uint32_t stub_number(const uint8_t *quote, size_t offset) {
  uint32_t number;
  memcpy(&number, quote + offset, sizeof number);
  return number;
}

/* FNV-1a, 32 bits. */
static inline uint32_t stub_hash(const void *data, size_t size) {
  const uint8_t *bytes = data;
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < size; i++) {
    hash = (hash ^ bytes[i]) * 16777619u;
  }
  return hash;
}

/* Raises an exception as a C++ throw does. */
void stub_throw(void);

#endif
