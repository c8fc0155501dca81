/* Arithmetic modulo n, the order of the group: what a signature needs before the curve. */
#ifndef QUOTARY_P256_ORDER_H
#define QUOTARY_P256_ORDER_H

#include "inverse.h"
#include "wide.h"

/* 2^512 modulo n. */
static const uint64_t P256_N_R2[4] P256_UNUSED = {
    0x83244c95be79eea2, 0x4699799c49bd6fa6, 0x2845b2392b6bec59, 0x66e12d94f3d95620};

/* -1 / n modulo 2^64. */
#define P256_N_FACTOR 0xccd1c8aaee00bc4f

/*
 * r = a * b / 2^256 modulo n, in [0, n). One of a and b is below n and the other below 2^256: then
 * the sum before the last subtraction is below 2 n.
 */
P256_NOINLINE void p256_order_multiply(uint64_t r[4], const uint64_t a[4], const uint64_t b[4]) {
  uint64_t t[5] = {0};
  for (int i = 0; i < 4; i++) {
    uint64_t high = 0;
    for (int j = 0; j < 4; j++) {
      t[j] = p256_multiply_add(a[j], b[i], t[j], high, &high);
    }
    unsigned carry = 0;
    t[4] = p256_add_carry(t[4], high, &carry);
    unsigned top = carry;
    uint64_t factor = t[0] * P256_N_FACTOR;
    p256_multiply_add(factor, P256_N[0], t[0], 0, &high);
    for (int j = 1; j < 4; j++) {
      t[j - 1] = p256_multiply_add(factor, P256_N[j], t[j], high, &high);
    }
    carry = 0;
    t[3] = p256_add_carry(t[4], high, &carry);
    t[4] = top + carry;
  }
  uint64_t less[4];
  unsigned borrow = p256_subtract(less, t, P256_N);
  p256_copy(r, t[4] || !borrow ? less : t);
  P256_ASSERT(p256_less(r, P256_N));
}

/* r = 1 / a modulo n, of plain integers. */
P256_NOINLINE void p256_order_invert(uint64_t r[4], const uint64_t a[4]) {
#ifdef P256_HAS_INT128
  p256_invert(r, a, &P256_MODULUS_N);
#else
  /* a^(n - 2). */
  uint64_t exponent[4], base[4], power[4] = {1, 0, 0, 0};
  p256_copy(exponent, P256_N);
  exponent[0] -= 2;
  p256_order_multiply(base, a, P256_N_R2);
  p256_order_multiply(power, power, P256_N_R2);
  for (int bit = 255; bit >= 0; bit--) {
    p256_order_multiply(power, power, power);
    if (exponent[bit / 64] >> (bit % 64) & 1) {
      p256_order_multiply(power, power, base);
    }
  }
  const uint64_t one[4] = {1, 0, 0, 0};
  p256_order_multiply(r, power, one);
#endif
}

/* Whether a is in [1, n - 1], as r and s must be. */
P256_INLINE int p256_is_scalar(const uint64_t a[4]) { return !p256_is_zero(a) && p256_less(a, P256_N); }

/*
 * Digits of a scalar below n, for signed windows of `width` bits in which every digit is odd, so
 * that none is zero: k = sum of digit_i * 2^(width * i) for an odd k; an even k is n - k with all
 * signs turned, which is odd, and n itself for 0. With B = (k >> 1) + 2^(width * windows - 1), the
 * i-th digit is 2 b_i + 1 - 2^width, b_i the i-th `width` bits of B.
 *
 * A digit is written as the index of its value among 1, 3, 5, ..., shifted left by one, with its
 * sign, 1 for a negative one, in bit 0.
 */
P256_INLINE void p256_recode(const uint64_t scalar[4], int width, int windows, uint16_t *digits) {
  uint64_t k[5];
  unsigned turned = !(scalar[0] & 1);
  if (turned) {
    p256_subtract(k, P256_N, scalar);
  } else {
    p256_copy(k, scalar);
  }
  k[0] = k[0] >> 1 | k[1] << 63;
  k[1] = k[1] >> 1 | k[2] << 63;
  k[2] = k[2] >> 1 | k[3] << 63;
  k[3] = k[3] >> 1;
  k[4] = 0;
  unsigned half = 1u << (width - 1);
  for (int i = 0; i < windows; i++) {
    int bit = i * width, word = bit / 64, shift = bit % 64;
    uint64_t bits = k[word] >> shift;
    if (shift + width > 64) {
      bits |= k[word + 1] << (64 - shift);
    }
    unsigned digit = (unsigned)bits & (2 * half - 1);
    if (i == windows - 1) {
      digit |= half;
    }
    unsigned positive = digit >> (width - 1);
    unsigned index = (positive ? digit : ~digit) & (half - 1);
    digits[i] = (uint16_t)(index << 1 | ((positive ^ 1) ^ turned));
  }
}

/*
 * The other digits of a scalar below n: sum of digit[i] * 2^i, each 0 or odd and below
 * 2^(width - 1) in absolute value, and of `width` digits in a row at most one is not 0. digit has
 * 257 places. How many of them are used.
 */
P256_INLINE int p256_recode_sparsely(const uint64_t scalar[4], int width, int8_t *digit) {
  int used = 0, carry = 0;
  memset(digit, 0, 257);
  for (int at = 0; at <= 256;) {
    int bit = at < 256 ? (int)(scalar[at / 64] >> (at % 64) & 1) : 0;
    if (bit == carry) {
      at++;
      continue;
    }
    int word = at / 64, shift = at % 64, bits = 0;
    if (word < 4) {
      bits = (int)(scalar[word] >> shift);
      if (shift + width > 64 && word < 3) {
        bits |= (int)(scalar[word + 1] << (64 - shift));
      }
    }
    bits = (bits & ((1 << width) - 1)) + carry;
    carry = bits >> (width - 1);
    digit[at] = (int8_t)(bits - (carry << width));
    used = at + 1;
    at += width;
  }
  return used;
}

#endif
