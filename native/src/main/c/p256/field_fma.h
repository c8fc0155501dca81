/*
 * Arithmetic modulo p in lanes, by fused multiply-add of doubles that round toward zero.
 *
 * An element is five limbs of 52 bits, least significant first, in Montgomery form: a stands for
 * a * 2^-260. Each limb is a double that holds an integer, and has a sign. It comes in two forms:
 *
 *   factor      the limbs themselves. Reduced: limbs 0 to 3 within 2^51, limb 4 within 2^49.
 *               A difference of two reduced ones: within 2^52.
 *   coordinate  each limb plus 1.5 * 2^52, whose bits are 0x4338 << 48 plus the limb: it can be
 *               added and subtracted as an integer, and a difference of two is a factor at once.
 *
 * Products. With M1 = 1.5 * 2^104 and M2 = M1 + 2^52,
 *   high = fma(a, b, M1)         has the bits (0x4678 << 48) + floor(a b / 2^52),
 *   low = fma(a, b, M2 - high)   has the bits (0x433 << 52) + (a b mod 2^52),
 * for |a b| <= 2^103, whatever its sign: the sum is positive, so that rounding toward zero is
 * rounding down, and M2 - high is exact. So a reduced factor may be multiplied with a difference of
 * two, but not a difference with another.
 *
 * Columns. The bits are summed as integers: column k has the low parts of the products a_i b_j with
 * i + j = k and the high parts of those with i + j = k - 1. It starts with what takes the bias of
 * all its parts away, plus 2^60 (and less 2^8, which is what the 2^60 of the column before carries
 * into it), so that a column, which is within 2^57, is positive, and a logical shift by 52 carries
 * as an arithmetic one would. Columns 5 to 8 start with 2^51 more: what is left after the carry,
 * read as a number from 0 to 2^52, is then the limb plus 2^51.
 *
 * Reduction. p is -1 modulo 2^52, so the factor q of each of five Montgomery steps is the lowest
 * column modulo 2^52 itself, and q (p + 1) is made of shifts, but for its highest part, which is
 * q * (2^48 - 2^16). A result is a b / 2^260 + [0, p): for factors within 2p and p of zero it lies
 * in (-p / 8, 9 p / 8), and its highest limb within 2^49.
 */
#ifndef QUOTARY_P256_FIELD_FMA_H
#define QUOTARY_P256_FIELD_FMA_H

#include "field4.h"

#ifdef P256_CHECKED
#include <math.h>
#endif

typedef struct {
  lane_d l[5];
} fe;

typedef fe co;

#define FMA_LOW_BIAS 0x4330000000000000u
#define FMA_HIGH_BIAS 0x4678000000000000u
#define FMA_COORDINATE_BIAS 0x4338000000000000u
#define FMA_MASK 0x000fffffffffffffu
#define FMA_OFFSET ((uint64_t)1 << 60)
#define FMA_OFFSET_CARRY ((uint64_t)1 << 8)
#define FMA_BALANCE ((uint64_t)1 << 51)
#define FMA_M1 0x1.8p104
#define FMA_M2 (0x1.8p104 + 0x1p52)
#define FMA_COORDINATE 0x1.8p52

/* What column k starts with. */
#define FMA_LOWS(k) ((k) < 5 ? (k) + 1 : ((k) < 9 ? 9 - (k) : 0))
#define FMA_HIGHS(k) ((k) < 5 ? (k) : 10 - (k))
#define FMA_START(k)                                                                        \
  (0 - ((uint64_t)(FMA_LOWS(k) + ((k) >= 4 && (k) <= 8)) * FMA_LOW_BIAS                     \
        + (uint64_t)(FMA_HIGHS(k) + ((k) >= 5)) * FMA_HIGH_BIAS)                            \
   + ((k) < 9 ? FMA_OFFSET : 0) - ((k) > 0 ? FMA_OFFSET_CARRY : 0)                          \
   + ((k) >= 5 && (k) < 9 ? FMA_BALANCE : 0) + ((k) == 9 ? FMA_COORDINATE_BIAS : 0))

#ifdef P256_CHECKED
P256_INLINE void fma_check(const fe *a, double low_bound, double top_bound) {
  for (int i = 0; i < 5; i++) {
    double limb[LANES];
    lane_store(limb, lane_d_bits(a->l[i]));
    for (int l = 0; l < LANES; l++) {
      double bound = i < 4 ? low_bound : top_bound;
      P256_ASSERT(limb[l] <= bound && limb[l] >= -bound && limb[l] == (double)(int64_t)limb[l]);
    }
  }
}
/* A product of these two: one reduced, the other a difference of two at most. */
#define FMA_CHECK_PRODUCT(a, b)       \
  do {                                \
    fma_check(a, 0x1p52, 0x1p51);     \
    fma_check(b, 0x1p52, 0x1p51);     \
    fma_check_bounds(a, b);           \
  } while (0)
P256_INLINE void fma_check_bounds(const fe *a, const fe *b) {
  double limit[2] = {0, 0};
  const fe *both[2] = {a, b};
  for (int k = 0; k < 2; k++) {
    for (int i = 0; i < 5; i++) {
      double limb[LANES];
      lane_store(limb, lane_d_bits(both[k]->l[i]));
      for (int l = 0; l < LANES; l++) {
        limit[k] = fmax(limit[k], fabs(limb[l]));
      }
    }
  }
  P256_ASSERT(limit[0] <= 0x1p51 || limit[1] <= 0x1p51);
}
#define FMA_CHECK_REDUCED(a) fma_check(a, 0x1p51, 0x1p49)
#else
#define FMA_CHECK_PRODUCT(a, b) ((void)0)
#define FMA_CHECK_REDUCED(a) ((void)0)
#endif

#define FMA_PAIR(low, high, a, b)                                                  \
  do {                                                                             \
    lane_d high_ = lane_d_fma(a, b, lane_d_set(FMA_M1));                           \
    lane_d low_ = lane_d_fma(a, b, lane_d_subtract(lane_d_set(FMA_M2), high_));    \
    high = lane_add(high, lane_d_bits(high_));                                     \
    low = lane_add(low, lane_d_bits(low_));                                        \
    lane_here(low, high);                                                          \
  } while (0)

#define FMA_START_ALL(z)                                                                         \
  do {                                                                                           \
    z[0] = lane_set(FMA_START(0)), z[1] = lane_set(FMA_START(1)), z[2] = lane_set(FMA_START(2)); \
    z[3] = lane_set(FMA_START(3)), z[4] = lane_set(FMA_START(4)), z[5] = lane_set(FMA_START(5)); \
    z[6] = lane_set(FMA_START(6)), z[7] = lane_set(FMA_START(7)), z[8] = lane_set(FMA_START(8)); \
    z[9] = lane_set(FMA_START(9));                                                               \
  } while (0)

P256_INLINE void fma_columns(lane_u z[10], const fe *factor_a, const fe *factor_b) {
  const lane_d *a = factor_a->l, *b = factor_b->l;
  FMA_CHECK_PRODUCT(factor_a, factor_b);
  FMA_START_ALL(z);
  FMA_PAIR(z[0], z[1], a[0], b[0]);
  FMA_PAIR(z[1], z[2], a[1], b[0]);
  FMA_PAIR(z[1], z[2], a[0], b[1]);
  FMA_PAIR(z[2], z[3], a[2], b[0]);
  FMA_PAIR(z[2], z[3], a[1], b[1]);
  FMA_PAIR(z[2], z[3], a[0], b[2]);
  FMA_PAIR(z[3], z[4], a[3], b[0]);
  FMA_PAIR(z[3], z[4], a[2], b[1]);
  FMA_PAIR(z[3], z[4], a[1], b[2]);
  FMA_PAIR(z[3], z[4], a[0], b[3]);
  FMA_PAIR(z[4], z[5], a[4], b[0]);
  FMA_PAIR(z[4], z[5], a[3], b[1]);
  FMA_PAIR(z[4], z[5], a[2], b[2]);
  FMA_PAIR(z[4], z[5], a[1], b[3]);
  FMA_PAIR(z[4], z[5], a[0], b[4]);
  FMA_PAIR(z[5], z[6], a[4], b[1]);
  FMA_PAIR(z[5], z[6], a[3], b[2]);
  FMA_PAIR(z[5], z[6], a[2], b[3]);
  FMA_PAIR(z[5], z[6], a[1], b[4]);
  FMA_PAIR(z[6], z[7], a[4], b[2]);
  FMA_PAIR(z[6], z[7], a[3], b[3]);
  FMA_PAIR(z[6], z[7], a[2], b[4]);
  FMA_PAIR(z[7], z[8], a[4], b[3]);
  FMA_PAIR(z[7], z[8], a[3], b[4]);
  FMA_PAIR(z[8], z[9], a[4], b[4]);
}

/* The columns of a square: products of two different limbs once, doubled, then the squares. */
P256_INLINE void fma_square_columns(lane_u z[10], const fe *factor) {
  const lane_d *a = factor->l;
  FMA_CHECK_PRODUCT(factor, factor);
  for (int i = 0; i < 10; i++) {
    z[i] = lane_set(0);
  }
  FMA_PAIR(z[1], z[2], a[1], a[0]);
  FMA_PAIR(z[2], z[3], a[2], a[0]);
  FMA_PAIR(z[3], z[4], a[3], a[0]);
  FMA_PAIR(z[3], z[4], a[2], a[1]);
  FMA_PAIR(z[4], z[5], a[4], a[0]);
  FMA_PAIR(z[4], z[5], a[3], a[1]);
  FMA_PAIR(z[5], z[6], a[4], a[1]);
  FMA_PAIR(z[5], z[6], a[3], a[2]);
  FMA_PAIR(z[6], z[7], a[4], a[2]);
  FMA_PAIR(z[7], z[8], a[4], a[3]);
  for (int i = 1; i < 9; i++) {
    z[i] = lane_add(z[i], z[i]);
  }
  FMA_PAIR(z[0], z[1], a[0], a[0]);
  FMA_PAIR(z[2], z[3], a[1], a[1]);
  FMA_PAIR(z[4], z[5], a[2], a[2]);
  FMA_PAIR(z[6], z[7], a[3], a[3]);
  FMA_PAIR(z[8], z[9], a[4], a[4]);
  lane_u start[10];
  FMA_START_ALL(start);
  for (int i = 0; i < 10; i++) {
    z[i] = lane_add(z[i], start[i]);
  }
}

/* One Montgomery step: takes column a away, modulo 2^52, and carries what is above. */
#define FMA_STEP(a, b, c, d, e, f)                                                                  \
  do {                                                                                              \
    lane_u q_ = lane_and(a, mask);                                                                  \
    b = lane_add(b, lane_add(lane_shift_right(a, 52), lane_and(lane_shift_left(a, 44), mask)));     \
    c = lane_add(c, lane_shift_right(q_, 8));                                                       \
    d = lane_add(d, lane_and(lane_shift_left(a, 36), mask));                                        \
    e = lane_add(e, lane_shift_right(q_, 16));                                                      \
    lane_d factor_ = lane_d_subtract(lane_d_of_bits(lane_or(q_, bias)), lane_d_set(0x1p52));        \
    FMA_PAIR(e, f, factor_, top);                                                                   \
  } while (0)

P256_INLINE void fma_reduce(lane_u z[10]) {
  const lane_u mask = lane_set(FMA_MASK), bias = lane_set(FMA_LOW_BIAS);
  const lane_d top = lane_d_set(0x0.ffffffffp48);
  FMA_STEP(z[0], z[1], z[2], z[3], z[4], z[5]);
  FMA_STEP(z[1], z[2], z[3], z[4], z[5], z[6]);
  FMA_STEP(z[2], z[3], z[4], z[5], z[6], z[7]);
  FMA_STEP(z[3], z[4], z[5], z[6], z[7], z[8]);
  FMA_STEP(z[4], z[5], z[6], z[7], z[8], z[9]);
}

/* Carries columns 5 to 9 into a coordinate. */
P256_INLINE void fma_carry(co *r, lane_u z[10]) {
  const lane_u mask = lane_set(FMA_MASK), bias = lane_set(FMA_LOW_BIAS);
  for (int i = 5; i < 9; i++) {
    z[i + 1] = lane_add(z[i + 1], lane_shift_right(z[i], 52));
    /* From 0 to 2^52 with the bits of 2^52 before it: the limb plus 2^51 plus 2^52. */
    r->l[i - 5] = lane_d_of_bits(lane_or(lane_and(z[i], mask), bias));
  }
  r->l[4] = lane_d_of_bits(z[9]);
}

P256_INLINE void fe_of(fe *r, const co *a) {
  for (int i = 0; i < 5; i++) {
    r->l[i] = lane_d_subtract(a->l[i], lane_d_set(FMA_COORDINATE));
  }
}

P256_INLINE void co_of(co *r, const fe *a) {
  for (int i = 0; i < 5; i++) {
    r->l[i] = lane_d_add(a->l[i], lane_d_set(FMA_COORDINATE));
  }
}

P256_INLINE void co_check(const co *a) {
#ifdef P256_CHECKED
  fe factor;
  fe_of(&factor, a);
  FMA_CHECK_REDUCED(&factor);
#else
  (void)a;
#endif
}

/*
 * Brings the value of columns 5 to 9 to within half of p and a little: takes t * 2^256 away, t the
 * highest limb divided by 2^48 and rounded, and adds t * (2^224 - 2^192 - 2^96 + 1), which is the
 * same modulo p. t is small, since values here are within 64 p.
 */
P256_INLINE void fma_fold(lane_u z[10]) {
  /* z9 has the bias of a coordinate, a multiple of 2^48; 2^60 makes the sum positive. */
  lane_u t = lane_subtract(
      lane_shift_right(lane_add(z[9], lane_set(((uint64_t)1 << 47) - FMA_COORDINATE_BIAS + FMA_OFFSET)), 48),
      lane_set(1 << 12));
  z[9] = lane_add(z[9], lane_subtract(lane_shift_left(t, 16), lane_shift_left(t, 48)));
  z[5] = lane_add(z[5], t);
  z[6] = lane_subtract(z[6], lane_shift_left(t, 44));
  z[8] = lane_subtract(z[8], lane_shift_left(t, 36));
}

/* z += a * 2^shift, or -=, for a coordinate. */
#define FMA_ADD_COORDINATE(operation, z, a, shift)                                                      \
  for (int i_ = 0; i_ < 5; i_++) {                                                                      \
    z[5 + i_] = operation(                                                                              \
        z[5 + i_],                                                                                      \
        lane_shift_left(lane_subtract(lane_d_bits((a)->l[i_]), lane_set(FMA_COORDINATE_BIAS)), shift)); \
  }

/* r = a b, reduced. */
P256_NOINLINE void fe_multiply(fe *r, const fe *a, const fe *b) {
  lane_u z[10];
  fma_columns(z, a, b);
  fma_reduce(z);
  co carried;
  fma_carry(&carried, z);
  fe_of(r, &carried);
  FMA_CHECK_REDUCED(r);
}

/* r = a - b, as a factor. */
P256_INLINE void fe_difference(fe *r, const co *a, const co *b) {
  for (int i = 0; i < 5; i++) {
    r->l[i] = lane_d_subtract(a->l[i], b->l[i]);
  }
}

/* r = a^2 - b - c, for a reduced factor. */
P256_NOINLINE void co_square_less_two(co *r, const fe *a, const co *b, const co *c) {
  lane_u z[10];
  fma_square_columns(z, a);
  fma_reduce(z);
  FMA_ADD_COORDINATE(lane_subtract, z, b, 0);
  FMA_ADD_COORDINATE(lane_subtract, z, c, 0);
  fma_fold(z);
  fma_carry(r, z);
  co_check(r);
}

/* r = a b - c. */
P256_NOINLINE void co_multiply_less(co *r, const fe *a, const fe *b, const co *c) {
  lane_u z[10];
  fma_columns(z, a, b);
  fma_reduce(z);
  FMA_ADD_COORDINATE(lane_subtract, z, c, 0);
  fma_fold(z);
  fma_carry(r, z);
  co_check(r);
}

/* The following are those of points with a z. All coordinates are reduced. */

P256_NOINLINE void co_multiply(co *r, const co *a, const co *b) {
  lane_u z[10];
  fe fa, fb;
  fe_of(&fa, a);
  fe_of(&fb, b);
  fma_columns(z, &fa, &fb);
  fma_reduce(z);
  fma_carry(r, z);
  co_check(r);
}

P256_NOINLINE void co_square(co *r, const co *a) {
  lane_u z[10];
  fe fa;
  fe_of(&fa, a);
  fma_square_columns(z, &fa);
  fma_reduce(z);
  fma_carry(r, z);
  co_check(r);
}

/* Columns 5 to 9 of zero, as if they came out of a product. */
P256_INLINE void fma_start_sum(lane_u z[10]) {
  z[5] = lane_set(FMA_OFFSET + FMA_BALANCE);
  z[6] = z[7] = z[8] = lane_set(FMA_OFFSET + FMA_BALANCE - FMA_OFFSET_CARRY);
  z[9] = lane_set(FMA_COORDINATE_BIAS - FMA_OFFSET_CARRY);
}

/* r = a * 2^sa - b * 2^sb. */
#define CO_COMBINE(name, sa, sb)                                  \
  P256_NOINLINE void name(co *r, const co *a, const co *b) {      \
    lane_u z[10];                                                 \
    fma_start_sum(z);                                             \
    FMA_ADD_COORDINATE(lane_add, z, a, sa);                       \
    FMA_ADD_COORDINATE(lane_subtract, z, b, sb);                  \
    fma_fold(z);                                                  \
    fma_carry(r, z);                                              \
    co_check(r);                                                  \
  }
CO_COMBINE(co_subtract, 0, 0)
CO_COMBINE(co_four_less, 2, 0)

P256_NOINLINE void co_add(co *r, const co *a, const co *b) {
  lane_u z[10];
  fma_start_sum(z);
  FMA_ADD_COORDINATE(lane_add, z, a, 0);
  FMA_ADD_COORDINATE(lane_add, z, b, 0);
  fma_fold(z);
  fma_carry(r, z);
  co_check(r);
}

/* r = 3 a. */
P256_NOINLINE void co_triple(co *r, const co *a) {
  lane_u z[10];
  fma_start_sum(z);
  FMA_ADD_COORDINATE(lane_add, z, a, 0);
  FMA_ADD_COORDINATE(lane_add, z, a, 1);
  fma_fold(z);
  fma_carry(r, z);
  co_check(r);
}

/* r = a^2 - 8 b. */
P256_NOINLINE void co_square_less_eight(co *r, const co *a, const co *b) {
  lane_u z[10];
  fe fa;
  fe_of(&fa, a);
  fma_square_columns(z, &fa);
  fma_reduce(z);
  FMA_ADD_COORDINATE(lane_subtract, z, b, 3);
  fma_fold(z);
  fma_carry(r, z);
  co_check(r);
}

/* r = a b - 8 c. */
P256_NOINLINE void co_multiply_less_eight(co *r, const co *a, const co *b, const co *c) {
  lane_u z[10];
  fe fa, fb;
  fe_of(&fa, a);
  fe_of(&fb, b);
  fma_columns(z, &fa, &fb);
  fma_reduce(z);
  FMA_ADD_COORDINATE(lane_subtract, z, c, 3);
  fma_fold(z);
  fma_carry(r, z);
  co_check(r);
}

/* r = a^2 - b - 2 c. */
P256_NOINLINE void co_square_less_one_and_two(co *r, const co *a, const co *b, const co *c) {
  lane_u z[10];
  fe fa;
  fe_of(&fa, a);
  fma_square_columns(z, &fa);
  fma_reduce(z);
  FMA_ADD_COORDINATE(lane_subtract, z, b, 0);
  FMA_ADD_COORDINATE(lane_subtract, z, c, 1);
  fma_fold(z);
  fma_carry(r, z);
  co_check(r);
}

/* In each lane a where the mask is all ones, else b. */
P256_INLINE void fe_select(fe *r, lane_u mask, const fe *a, const fe *b) {
  for (int i = 0; i < 5; i++) {
    r->l[i] = lane_d_of_bits(lane_select(mask, lane_d_bits(a->l[i]), lane_d_bits(b->l[i])));
  }
}

P256_INLINE void co_select(co *r, lane_u mask, const co *a, const co *b) { fe_select(r, mask, a, b); }

/* -a where the mask is all ones. */
P256_INLINE void co_negate_where(co *r, lane_u mask, const co *a) {
  for (int i = 0; i < 5; i++) {
    lane_d negative = lane_d_subtract(lane_d_set(2 * FMA_COORDINATE), a->l[i]);
    r->l[i] = lane_d_of_bits(lane_select(mask, lane_d_bits(negative), lane_d_bits(a->l[i])));
  }
}

/*
 * Tables. A stored coordinate is a number below p plus 2^51 (1 + 2^52 + 2^104 + 2^156), which is
 * below 2^256: its fields of 52 bits are the balanced limbs, each plus 2^51.
 */
static const uint64_t FMA_STORED_BIAS[4] P256_UNUSED = {
    (uint64_t)1 << 51, (uint64_t)1 << (103 - 64), (uint64_t)1 << (155 - 128), (uint64_t)1 << (207 - 192)};

P256_INLINE void co_from_words(co *r, const lane_u w[4]) {
  const lane_u mask = lane_set(FMA_MASK), bias = lane_set(FMA_LOW_BIAS);
  r->l[0] = lane_d_of_bits(lane_or(lane_and(w[0], mask), bias));
  r->l[1] = lane_d_of_bits(
      lane_or(lane_and(lane_or(lane_shift_right(w[0], 52), lane_shift_left(w[1], 12)), mask), bias));
  r->l[2] = lane_d_of_bits(
      lane_or(lane_and(lane_or(lane_shift_right(w[1], 40), lane_shift_left(w[2], 24)), mask), bias));
  r->l[3] = lane_d_of_bits(
      lane_or(lane_and(lane_or(lane_shift_right(w[2], 28), lane_shift_left(w[3], 36)), mask), bias));
  r->l[4] = lane_d_of_bits(lane_add(lane_shift_right(w[3], 16), lane_set(FMA_COORDINATE_BIAS)));
}

/* What is stored for a coordinate that was folded, so that it lies between -p and p; in every lane. */
P256_NOINLINE void co_store(uint64_t *const to[LANES], const co *a) {
#ifdef P256_CHECKED
  fe factor;
  fe_of(&factor, a);
  fma_check(&factor, 0x1p51, 0x1p47 + 0x1p24);
#endif
  const lane_u mask = lane_set(FMA_MASK), zero = lane_set(0);
  static const uint64_t p_limbs[5] = {FMA_MASK, ((uint64_t)1 << 44) - 1, 0, (uint64_t)1 << 36, 0xffffffff0000};
  lane_u z[5], add = zero;
  for (int round = 0; round < 2; round++) {
    /* First to learn the sign; then p more where it is negative, and the bias. */
    lane_u carry = zero;
    for (int i = 0; i < 5; i++) {
      lane_u limb = lane_subtract(lane_d_bits(a->l[i]), lane_set(FMA_COORDINATE_BIAS));
      limb = lane_add(lane_add(limb, lane_and(add, lane_set(p_limbs[i]))), carry);
      if (round == 1 && i < 4) {
        limb = lane_add(limb, lane_set(FMA_BALANCE));
      }
      z[i] = i < 4 ? lane_and(limb, mask) : limb;
      carry = lane_subtract(lane_shift_right(lane_add(limb, lane_set(FMA_OFFSET)), 52), lane_set(FMA_OFFSET_CARRY));
    }
    add = lane_negative(z[4]);
  }
  lane_u w[4];
  w[0] = lane_or(z[0], lane_shift_left(z[1], 52));
  w[1] = lane_or(lane_shift_right(z[1], 12), lane_shift_left(z[2], 40));
  w[2] = lane_or(lane_shift_right(z[2], 24), lane_shift_left(z[3], 28));
  w[3] = lane_or(lane_shift_right(z[3], 36), lane_shift_left(z[4], 16));
  lane_store4(to, w);
}

/* to = a * 2^260 in [0, p), of one lane of a factor that is within 8 p. */
P256_NOINLINE void fe_lane(p256_f4 *to, const fe *a, int lane) {
  static const int64_t p_limbs[5] = {FMA_MASK, ((int64_t)1 << 44) - 1, 0, (int64_t)1 << 36, 0xffffffff0000};
  int64_t limb[5], carry = 0;
  for (int i = 0; i < 5; i++) {
    double value[LANES];
    lane_store(value, lane_d_bits(a->l[i]));
    carry += (int64_t)value[lane] + 8 * p_limbs[i];
    limb[i] = i < 4 ? carry & (int64_t)FMA_MASK : carry;
    carry >>= 52;
  }
  uint64_t *w = to->w;
  uint64_t top = (uint64_t)limb[4] >> 48;
  w[0] = (uint64_t)limb[0] | (uint64_t)limb[1] << 52;
  w[1] = (uint64_t)limb[1] >> 12 | (uint64_t)limb[2] << 40;
  w[2] = (uint64_t)limb[2] >> 24 | (uint64_t)limb[3] << 28;
  w[3] = (uint64_t)limb[3] >> 36 | (uint64_t)limb[4] << 16;
  while (top || !p256_less(w, P256_P)) {
    top -= p256_subtract(w, w, P256_P);
  }
}

P256_INLINE void co_lane(p256_f4 *to, const co *a, int lane) {
  fe factor;
  fe_of(&factor, a);
  fe_lane(to, &factor, lane);
}

/* The other way: one lane of a factor becomes from, a number below p. */
P256_NOINLINE void fe_set_lane(fe *r, const p256_f4 *from, int lane) {
  const uint64_t *w = from->w;
  int64_t limb[5] = {
      (int64_t)(w[0] & FMA_MASK), (int64_t)((w[0] >> 52 | w[1] << 12) & FMA_MASK),
      (int64_t)((w[1] >> 40 | w[2] << 24) & FMA_MASK), (int64_t)((w[2] >> 28 | w[3] << 36) & FMA_MASK),
      (int64_t)(w[3] >> 16)};
  for (int i = 0; i < 4; i++) {
    if (limb[i] >= (int64_t)1 << 51) {
      limb[i] -= (int64_t)1 << 52;
      limb[i + 1]++;
    }
  }
  for (int i = 0; i < 5; i++) {
    double value[LANES];
    lane_store(value, lane_d_bits(r->l[i]));
    value[lane] = (double)limb[i];
    r->l[i] = lane_d_of_bits(lane_load(value));
  }
}

/* What is stored for a number below p. */
P256_INLINE void field_store(uint64_t to[4], const p256_f4 *from) { p256_add(to, from->w, FMA_STORED_BIAS); }

/* The number below p of which this is stored. */
P256_INLINE void field_read(p256_f4 *to, const uint64_t from[4]) { p256_subtract(to->w, from, FMA_STORED_BIAS); }

#define FIELD_EXPONENT 260

#endif
