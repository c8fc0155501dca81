/*
 * 64-bit words with carries, and 256-bit integers made of four of them, least significant first.
 * All values of this library are public: nothing here runs in constant time.
 */
#ifndef QUOTARY_P256_WIDE_H
#define QUOTARY_P256_WIDE_H

#include <stdint.h>
#include <string.h>

#if defined(__GNUC__) && !defined(P256_SMALL)
#define P256_INLINE static inline __attribute__((always_inline))
#elif defined(__GNUC__)
/* Test builds with sanitizers, which else take minutes to compile. */
#define P256_INLINE static inline __attribute__((unused))
#endif

#if defined(__GNUC__)
#define P256_NOINLINE static __attribute__((noinline, unused))
#define P256_UNUSED __attribute__((unused))
#define P256_PREFETCH(address) __builtin_prefetch(address)
#define P256_ALIGNED(n) __attribute__((aligned(n)))
#else
#define P256_INLINE static inline
#define P256_NOINLINE static
#define P256_UNUSED
#define P256_PREFETCH(address) ((void)(address))
#define P256_ALIGNED(n) _Alignas(n)
#endif

#if defined(__SIZEOF_INT128__) && !defined(P256_WITHOUT_INT128)
#define P256_HAS_INT128 1
__extension__ typedef unsigned __int128 p256_u128;
__extension__ typedef __int128 p256_i128;
#endif

/* Checked builds, which the tests make, hold every limb against the bound that its comment claims. */
#ifdef P256_CHECKED
#include <stdio.h>
#include <stdlib.h>
#define P256_ASSERT(condition)                                                        \
  do {                                                                                \
    if (!(condition)) {                                                               \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);  \
      abort();                                                                        \
    }                                                                                 \
  } while (0)
#else
#define P256_ASSERT(condition) ((void)0)
#endif

/* What assembler reads and writes, for the sanitizer that does not see it. */
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define P256_ASM_READS(from, size) __msan_check_mem_is_initialized(from, size)
#define P256_ASM_WROTE(to, size) __msan_unpoison(to, size)
#endif
#endif
#ifndef P256_ASM_READS
#define P256_ASM_READS(from, size) ((void)0)
#define P256_ASM_WROTE(to, size) ((void)0)
#endif

/* a * b + c + d, which always fits 128 bits: the low word, and the high one. */
P256_INLINE uint64_t p256_multiply_add(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t *high) {
#ifdef P256_HAS_INT128
  p256_u128 product = (p256_u128)a * b + c + d;
  *high = (uint64_t)(product >> 64);
  return (uint64_t)product;
#else
  uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
  uint64_t low = a0 * b0;
  uint64_t middle = a1 * b0 + (low >> 32);
  uint64_t other = a0 * b1 + (uint32_t)middle;
  uint64_t top = a1 * b1 + (middle >> 32) + (other >> 32);
  low = (other << 32) | (uint32_t)low;
  low += c;
  top += low < c;
  low += d;
  top += low < d;
  *high = top;
  return low;
#endif
}

/* a + b + carry; carry, 0 or 1, becomes the one that comes out. */
P256_INLINE uint64_t p256_add_carry(uint64_t a, uint64_t b, unsigned *carry) {
  uint64_t sum = a + b;
  unsigned out = sum < a;
  uint64_t total = sum + *carry;
  *carry = out | (total < sum);
  return total;
}

/* a - b - borrow; borrow, 0 or 1, becomes the one that comes out. */
P256_INLINE uint64_t p256_subtract_borrow(uint64_t a, uint64_t b, unsigned *borrow) {
  uint64_t difference = a - b;
  unsigned out = a < b;
  uint64_t total = difference - *borrow;
  *borrow = out | (difference < *borrow);
  return total;
}

/* r = a + b; the carry. */
P256_INLINE unsigned p256_add(uint64_t r[4], const uint64_t a[4], const uint64_t b[4]) {
  unsigned carry = 0;
  for (int i = 0; i < 4; i++) {
    r[i] = p256_add_carry(a[i], b[i], &carry);
  }
  return carry;
}

/* r = a - b; the borrow. */
P256_INLINE unsigned p256_subtract(uint64_t r[4], const uint64_t a[4], const uint64_t b[4]) {
  unsigned borrow = 0;
  for (int i = 0; i < 4; i++) {
    r[i] = p256_subtract_borrow(a[i], b[i], &borrow);
  }
  return borrow;
}

P256_INLINE int p256_is_zero(const uint64_t a[4]) { return (a[0] | a[1] | a[2] | a[3]) == 0; }

P256_INLINE int p256_equal(const uint64_t a[4], const uint64_t b[4]) {
  return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3])) == 0;
}

P256_INLINE int p256_less(const uint64_t a[4], const uint64_t b[4]) {
  uint64_t ignored[4];
  return (int)p256_subtract(ignored, a, b);
}

P256_INLINE void p256_copy(uint64_t r[4], const uint64_t a[4]) {
  uint64_t a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
  r[0] = a0;
  r[1] = a1;
  r[2] = a2;
  r[3] = a3;
}

/* r = the integer of 32 bytes, the most significant first. */
P256_INLINE void p256_from_bytes(uint64_t r[4], const uint8_t *bytes) {
  for (int i = 0; i < 4; i++) {
    const uint8_t *at = bytes + 8 * (3 - i);
    uint64_t word = 0;
    for (int k = 0; k < 8; k++) {
      word = word << 8 | at[k];
    }
    r[i] = word;
  }
}

/* The field prime, p = 2^256 - 2^224 + 2^192 + 2^96 - 1. */
static const uint64_t P256_P[4] P256_UNUSED = {
    0xffffffffffffffff, 0x00000000ffffffff, 0x0000000000000000, 0xffffffff00000001};

/* The order of the group, n. */
static const uint64_t P256_N[4] P256_UNUSED = {
    0xf3b9cac2fc632551, 0xbce6faada7179e84, 0xffffffffffffffff, 0xffffffff00000000};

#endif
