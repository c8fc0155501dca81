/*
 * ECDSA with P-256 as its definition says it (FIPS 186-5, SP 800-186): integers of eight 32-bit
 * words by schoolbook arithmetic, affine points, doubling and adding bit by bit, a division in every
 * step. It shares nothing with the lanes, not even a constant, and is some 500 times slower.
 */
#ifndef QUOTARY_P256_REFERENCE_H
#define QUOTARY_P256_REFERENCE_H

#include <stdint.h>
#include <string.h>

#ifndef REF_API
#define REF_API static __attribute__((unused))
#endif

/* An integer below 2^256, the least significant word first. */
typedef struct {
  uint32_t w[8];
} ref_number;

typedef struct {
  ref_number x, y;
  int infinite;
} ref_point;

/* The numbers of SP 800-186, section 3.2.1.3, the most significant word first. */
static const uint32_t REF_P_WORDS[8] = {
    0xffffffff, 0x00000001, 0x00000000, 0x00000000, 0x00000000, 0xffffffff, 0xffffffff, 0xffffffff};
static const uint32_t REF_N_WORDS[8] = {
    0xffffffff, 0x00000000, 0xffffffff, 0xffffffff, 0xbce6faad, 0xa7179e84, 0xf3b9cac2, 0xfc632551};
static const uint32_t REF_B_WORDS[8] = {
    0x5ac635d8, 0xaa3a93e7, 0xb3ebbd55, 0x769886bc, 0x651d06b0, 0xcc53b0f6, 0x3bce3c3e, 0x27d2604b};
static const uint32_t REF_GX_WORDS[8] = {
    0x6b17d1f2, 0xe12c4247, 0xf8bce6e5, 0x63a440f2, 0x77037d81, 0x2deb33a0, 0xf4a13945, 0xd898c296};
static const uint32_t REF_GY_WORDS[8] = {
    0x4fe342e2, 0xfe1a7f9b, 0x8ee7eb4a, 0x7c0f9e16, 0x2bce3357, 0x6b315ece, 0xcbb64068, 0x37bf51f5};

REF_API ref_number ref_constant(const uint32_t words[8]) {
  ref_number r;
  for (int i = 0; i < 8; i++) {
    r.w[i] = words[7 - i];
  }
  return r;
}

#define REF_P ref_constant(REF_P_WORDS)
#define REF_N ref_constant(REF_N_WORDS)

REF_API ref_number ref_small(uint32_t value) {
  ref_number r = {{value}};
  return r;
}

REF_API ref_number ref_from_bytes(const uint8_t *bytes) {
  ref_number r;
  for (int i = 0; i < 8; i++) {
    const uint8_t *at = bytes + 4 * (7 - i);
    r.w[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
  }
  return r;
}

REF_API void ref_to_bytes(uint8_t *bytes, ref_number a) {
  for (int i = 0; i < 32; i++) {
    bytes[i] = (uint8_t)(a.w[7 - i / 4] >> (24 - 8 * (i % 4)));
  }
}

/* Negative, zero or positive as a is below, equal to or above b. */
REF_API int ref_compare(ref_number a, ref_number b) {
  for (int i = 7; i >= 0; i--) {
    if (a.w[i] != b.w[i]) {
      return a.w[i] < b.w[i] ? -1 : 1;
    }
  }
  return 0;
}

REF_API int ref_is_zero(ref_number a) { return ref_compare(a, ref_small(0)) == 0; }

/* *r = a + b modulo 2^256; the carry. */
REF_API uint32_t ref_add(ref_number *r, ref_number a, ref_number b) {
  uint64_t sum = 0;
  for (int i = 0; i < 8; i++) {
    sum += (uint64_t)a.w[i] + b.w[i];
    r->w[i] = (uint32_t)sum;
    sum >>= 32;
  }
  return (uint32_t)sum;
}

/* *r = a - b modulo 2^256; the borrow. */
REF_API uint32_t ref_subtract(ref_number *r, ref_number a, ref_number b) {
  uint64_t borrow = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t difference = (uint64_t)a.w[i] - b.w[i] - borrow;
    r->w[i] = (uint32_t)difference;
    borrow = difference >> 63;
  }
  return (uint32_t)borrow;
}

/* a modulo m, for m above 2^255. */
REF_API ref_number ref_reduce(ref_number a, ref_number m) {
  if (ref_compare(a, m) >= 0) {
    ref_subtract(&a, a, m);
  }
  return a;
}

REF_API ref_number ref_add_mod(ref_number a, ref_number b, ref_number m) {
  ref_number r;
  if (ref_add(&r, a, b) || ref_compare(r, m) >= 0) {
    ref_subtract(&r, r, m);
  }
  return r;
}

REF_API ref_number ref_subtract_mod(ref_number a, ref_number b, ref_number m) {
  ref_number r;
  if (ref_subtract(&r, a, b)) {
    ref_add(&r, r, m);
  }
  return r;
}

/* high * 2^256 + low = a * b + c. */
REF_API void ref_multiply_add(ref_number *high, ref_number *low, ref_number a, ref_number b, ref_number c) {
  uint32_t product[16] = {0};
  memcpy(product, c.w, sizeof c.w);
  for (int i = 0; i < 8; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < 8; j++) {
      carry += (uint64_t)a.w[i] * b.w[j] + product[i + j];
      product[i + j] = (uint32_t)carry;
      carry >>= 32;
    }
    for (int j = i + 8; j < 16; j++) {
      carry += product[j];
      product[j] = (uint32_t)carry;
      carry >>= 32;
    }
  }
  memcpy(low->w, product, sizeof low->w);
  memcpy(high->w, product + 8, sizeof high->w);
}

/* a * b modulo m: 2^256 is 2^256 - m modulo m, which has 224 bits; so what is above goes down. */
REF_API ref_number ref_multiply_mod(ref_number a, ref_number b, ref_number m) {
  ref_number high, low, rest;
  ref_subtract(&rest, ref_small(0), m);
  ref_multiply_add(&high, &low, a, b, ref_small(0));
  while (!ref_is_zero(high)) {
    ref_multiply_add(&high, &low, high, rest, low);
  }
  return ref_reduce(low, m);
}

/* a / 2 modulo an odd m. */
REF_API ref_number ref_half_mod(ref_number a, ref_number m) {
  uint32_t top = a.w[0] & 1 ? ref_add(&a, a, m) : 0;
  for (int i = 0; i < 8; i++) {
    a.w[i] = a.w[i] >> 1 | (i < 7 ? a.w[i + 1] : top) << 31;
  }
  return a;
}

/* 1 / a modulo a prime m, by Euclid's algorithm in its binary form; a is in [1, m - 1]. */
REF_API ref_number ref_invert_mod(ref_number a, ref_number m) {
  /* u = x a and v = y a modulo m. */
  ref_number u = a, v = m, x = ref_small(1), y = ref_small(0);
  while (!ref_is_zero(u)) {
    if (!(u.w[0] & 1)) {
      u = ref_half_mod(u, m);
      x = ref_half_mod(x, m);
    } else if (ref_compare(u, v) >= 0) {
      ref_subtract(&u, u, v);
      x = ref_subtract_mod(x, y, m);
    } else {
      ref_number swap = u;
      u = v;
      v = swap;
      swap = x;
      x = y;
      y = swap;
    }
  }
  return y;
}

REF_API int ref_is_on_curve(ref_number x, ref_number y) {
  ref_number p = REF_P, right;
  if (ref_compare(x, p) >= 0 || ref_compare(y, p) >= 0) {
    return 0;
  }
  right = ref_subtract_mod(ref_multiply_mod(x, x, p), ref_small(3), p);
  right = ref_add_mod(ref_multiply_mod(right, x, p), ref_constant(REF_B_WORDS), p);
  return ref_compare(ref_multiply_mod(y, y, p), right) == 0;
}

REF_API ref_point ref_generator(void) {
  ref_point g = {ref_constant(REF_GX_WORDS), ref_constant(REF_GY_WORDS), 0};
  return g;
}

REF_API ref_point ref_add_points(ref_point a, ref_point b) {
  ref_number p = REF_P, above, below, slope;
  ref_point sum = {{{0}}, {{0}}, 1};
  if (a.infinite) {
    return b;
  }
  if (b.infinite) {
    return a;
  }
  if (ref_compare(a.x, b.x) != 0) {
    above = ref_subtract_mod(b.y, a.y, p);
    below = ref_subtract_mod(b.x, a.x, p);
  } else if (ref_compare(a.y, b.y) == 0) {
    above = ref_subtract_mod(ref_multiply_mod(a.x, a.x, p), ref_small(1), p);
    above = ref_multiply_mod(above, ref_small(3), p);
    below = ref_add_mod(a.y, a.y, p);
  } else {
    return sum;
  }
  slope = ref_multiply_mod(above, ref_invert_mod(below, p), p);
  sum.infinite = 0;
  sum.x = ref_subtract_mod(ref_subtract_mod(ref_multiply_mod(slope, slope, p), a.x, p), b.x, p);
  sum.y = ref_subtract_mod(ref_multiply_mod(slope, ref_subtract_mod(a.x, sum.x, p), p), a.y, p);
  return sum;
}

/* a g + b q. */
REF_API ref_point ref_multiply_points(ref_number a, ref_point g, ref_number b, ref_point q) {
  ref_point sum = {{{0}}, {{0}}, 1};
  for (int bit = 255; bit >= 0; bit--) {
    sum = ref_add_points(sum, sum);
    if (a.w[bit / 32] >> (bit % 32) & 1) {
      sum = ref_add_points(sum, g);
    }
    if (b.w[bit / 32] >> (bit % 32) & 1) {
      sum = ref_add_points(sum, q);
    }
  }
  return sum;
}

/* Whether a signature (r, then s) of a digest holds by a key (x, then y); 64, 32 and 64 bytes. */
REF_API int ref_verify(const uint8_t *signature, const uint8_t *digest, const uint8_t *key) {
  ref_number n = REF_N, r = ref_from_bytes(signature), s = ref_from_bytes(signature + 32);
  ref_number e = ref_reduce(ref_from_bytes(digest), n), w;
  ref_point q = {ref_from_bytes(key), ref_from_bytes(key + 32), 0}, sum;
  if (ref_is_zero(r) || ref_is_zero(s) || ref_compare(r, n) >= 0 || ref_compare(s, n) >= 0) {
    return 0;
  }
  if (!ref_is_on_curve(q.x, q.y)) {
    return 0;
  }
  w = ref_invert_mod(s, n);
  sum = ref_multiply_points(ref_multiply_mod(e, w, n), ref_generator(), ref_multiply_mod(r, w, n), q);
  return !sum.infinite && ref_compare(ref_reduce(sum.x, n), r) == 0;
}

#endif
