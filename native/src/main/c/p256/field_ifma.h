/*
 * Arithmetic modulo p in lanes, by multiplications of 52-bit integers (AVX-512 IFMA).
 *
 * An element is five limbs of 52 bits, least significant first, in Montgomery form: a stands for
 * a * 2^-260. Each limb is in [0, 2^52), for the multiplications look at no more; factors and
 * coordinates have the same form and differ in their range:
 *
 *   coordinate  below p + 2^230: a sum of which multiples of 2^256 were taken away (ifma_fold);
 *   factor      below 4 p: a product, which is below 2 p, or a difference of two coordinates,
 *               to which 2 p is added.
 *
 * A product is (a b + q p) / 2^260 with q < 2^260, so below a b / (16 p) + p: for factors below 4 p
 * it is below 2 p.
 *
 * Columns. Column k has the low parts of a_i b_j with i + j = k, the high parts of those with
 * i + j = k - 1, and what five Montgomery steps add: at most 10 + 8 numbers below 2^52, so that it
 * stays below 2^57. p is -1 modulo 2^52, so the factor q of a step is the lowest column modulo 2^52
 * itself; p + 1 is 2^96 (limbs 1 and 2: q * 2^44), 2^192 (limbs 3 and 4: q * 2^36) and
 * 2^208 * (2^48 - 2^16).
 */
#ifndef QUOTARY_P256_FIELD_IFMA_H
#define QUOTARY_P256_FIELD_IFMA_H

#include "field4.h"

typedef struct {
  lane_u l[5];
} fe;

typedef fe co;

#define IFMA_MASK 0x000fffffffffffffu

/* Limbs of p. */
#define IFMA_P0 IFMA_MASK
#define IFMA_P1 (((uint64_t)1 << 44) - 1)
#define IFMA_P3 ((uint64_t)1 << 36)
#define IFMA_P4 (((uint64_t)1 << 48) - ((uint64_t)1 << 16))

#ifdef P256_CHECKED
/* Limbs in [0, 2^52), and the value below (top + 1) * 2^208. */
P256_INLINE void ifma_check(const fe *a, uint64_t top) {
  for (int i = 0; i < 5; i++) {
    uint64_t limb[LANES];
    lane_store(limb, a->l[i]);
    for (int l = 0; l < LANES; l++) {
      P256_ASSERT(limb[l] <= (i < 4 ? IFMA_MASK : top));
    }
  }
}
#define IFMA_CHECK_FACTOR(a) ifma_check(a, 4 * IFMA_P4 - 1)
#define IFMA_CHECK_PRODUCT(a) ifma_check(a, 2 * IFMA_P4)
#define IFMA_CHECK_COORDINATE(a) ifma_check(a, IFMA_P4 + ((uint64_t)1 << 22))
#else
#define IFMA_CHECK_FACTOR(a) ((void)0)
#define IFMA_CHECK_PRODUCT(a) ((void)0)
#define IFMA_CHECK_COORDINATE(a) ((void)0)
#endif

#define IFMA_LOW(z, a, b) z = lane_multiply_low52(z, a, b)
#define IFMA_HIGH(z, a, b) z = lane_multiply_high52(z, a, b)
#define IFMA_PAIR(z0, z1, a, b) \
  do {                          \
    IFMA_LOW(z0, a, b);         \
    IFMA_HIGH(z1, a, b);        \
  } while (0)

P256_INLINE void ifma_columns(lane_u z[10], const fe *factor_a, const fe *factor_b) {
  const lane_u *a = factor_a->l, *b = factor_b->l;
  IFMA_CHECK_FACTOR(factor_a);
  IFMA_CHECK_FACTOR(factor_b);
  for (int k = 0; k < 10; k++) {
    z[k] = lane_set(0);
  }
#define IFMA_ROW(j)                          \
  IFMA_PAIR(z[j], z[j + 1], a[0], b[j]);     \
  IFMA_PAIR(z[j + 1], z[j + 2], a[1], b[j]); \
  IFMA_PAIR(z[j + 2], z[j + 3], a[2], b[j]); \
  IFMA_PAIR(z[j + 3], z[j + 4], a[3], b[j]); \
  IFMA_PAIR(z[j + 4], z[j + 5], a[4], b[j])
  IFMA_ROW(0);
  IFMA_ROW(1);
  IFMA_ROW(2);
  IFMA_ROW(3);
  IFMA_ROW(4);
}

/* The columns of a square: products of two different limbs once, doubled, then the squares. */
P256_INLINE void ifma_square_columns(lane_u z[10], const fe *factor) {
  const lane_u *a = factor->l;
  IFMA_CHECK_FACTOR(factor);
  for (int k = 0; k < 10; k++) {
    z[k] = lane_set(0);
  }
  IFMA_PAIR(z[1], z[2], a[1], a[0]);
  IFMA_PAIR(z[2], z[3], a[2], a[0]);
  IFMA_PAIR(z[3], z[4], a[3], a[0]);
  IFMA_PAIR(z[4], z[5], a[4], a[0]);
  IFMA_PAIR(z[3], z[4], a[2], a[1]);
  IFMA_PAIR(z[4], z[5], a[3], a[1]);
  IFMA_PAIR(z[5], z[6], a[4], a[1]);
  IFMA_PAIR(z[5], z[6], a[3], a[2]);
  IFMA_PAIR(z[6], z[7], a[4], a[2]);
  IFMA_PAIR(z[7], z[8], a[4], a[3]);
  for (int k = 1; k < 9; k++) {
    z[k] = lane_add(z[k], z[k]);
  }
  IFMA_PAIR(z[0], z[1], a[0], a[0]);
  IFMA_PAIR(z[2], z[3], a[1], a[1]);
  IFMA_PAIR(z[4], z[5], a[2], a[2]);
  IFMA_PAIR(z[6], z[7], a[3], a[3]);
  IFMA_PAIR(z[8], z[9], a[4], a[4]);
}

#define IFMA_STEP(a, b, c, d, e, f)          \
  do {                                       \
    b = lane_add(b, lane_shift_right(a, 52)); \
    IFMA_LOW(b, a, p1);                      \
    IFMA_HIGH(c, a, p1);                     \
    IFMA_LOW(d, a, p3);                      \
    IFMA_HIGH(e, a, p3);                     \
    IFMA_LOW(e, a, p4);                      \
    IFMA_HIGH(f, a, p4);                     \
  } while (0)

P256_INLINE void ifma_reduce(lane_u z[10]) {
  const lane_u p1 = lane_set(IFMA_P1 + 1), p3 = lane_set(IFMA_P3), p4 = lane_set(IFMA_P4);
  IFMA_STEP(z[0], z[1], z[2], z[3], z[4], z[5]);
  IFMA_STEP(z[1], z[2], z[3], z[4], z[5], z[6]);
  IFMA_STEP(z[2], z[3], z[4], z[5], z[6], z[7]);
  IFMA_STEP(z[3], z[4], z[5], z[6], z[7], z[8]);
  IFMA_STEP(z[4], z[5], z[6], z[7], z[8], z[9]);
}

/* Carries five sums, which may be negative as long as their value is not. */
P256_INLINE void ifma_carry(fe *r, const lane_u z[5]) {
  const lane_u mask = lane_set(IFMA_MASK);
  lane_u sum = z[0];
  for (int i = 0; i < 4; i++) {
    r->l[i] = lane_and(sum, mask);
    sum = lane_add(z[i + 1], lane_shift_signed(sum, 52));
  }
  r->l[4] = sum;
}

/* z += times * p. */
P256_INLINE void ifma_add_p(lane_u z[5], uint64_t times) {
  z[0] = lane_add(z[0], lane_set(times * IFMA_P0));
  z[1] = lane_add(z[1], lane_set(times * IFMA_P1));
  z[3] = lane_add(z[3], lane_set(times * IFMA_P3));
  z[4] = lane_add(z[4], lane_set(times * IFMA_P4));
}

/*
 * Carries five sums, whose value and whose highest one are not negative, into a coordinate: takes
 * t * 2^256 away, t the highest sum divided by 2^48, and adds t * (2^224 - 2^192 - 2^96 + 1), which
 * is the same modulo p. t is below 2^7.
 */
P256_INLINE void ifma_fold(co *r, lane_u z[5]) {
  lane_u t = lane_shift_right(z[4], 48);
  z[0] = lane_add(z[0], t);
  z[1] = lane_subtract(z[1], lane_shift_left(t, 44));
  z[3] = lane_subtract(z[3], lane_shift_left(t, 36));
  z[4] = lane_add(lane_and(z[4], lane_set(((uint64_t)1 << 48) - 1)), lane_shift_left(t, 16));
  ifma_carry(r, z);
  IFMA_CHECK_COORDINATE(r);
}

#define IFMA_EACH(expression)      \
  for (int i = 0; i < 5; i++) {    \
    z[i] = (expression);           \
  }

P256_INLINE void fe_of(fe *r, const co *a) { *r = *a; }

/* A product is no coordinate before it was folded. */
P256_INLINE void co_of(co *r, const fe *a) {
  lane_u z[5];
  IFMA_EACH(a->l[i]);
  ifma_fold(r, z);
}

/* r = a b. */
P256_NOINLINE void fe_multiply(fe *r, const fe *a, const fe *b) {
  lane_u z[10];
  ifma_columns(z, a, b);
  ifma_reduce(z);
  ifma_carry(r, z + 5);
  IFMA_CHECK_PRODUCT(r);
}

/* r = a - b, as a factor. */
P256_INLINE void fe_difference(fe *r, const co *a, const co *b) {
  lane_u z[5];
  IFMA_EACH(lane_subtract(a->l[i], b->l[i]));
  ifma_add_p(z, 2);
  ifma_carry(r, z);
  IFMA_CHECK_FACTOR(r);
}

/* r = a^2 - b - c. */
P256_NOINLINE void co_square_less_two(co *r, const fe *a, const co *b, const co *c) {
  lane_u columns[10], *z = columns + 5;
  ifma_square_columns(columns, a);
  ifma_reduce(columns);
  IFMA_EACH(lane_subtract(lane_subtract(z[i], b->l[i]), c->l[i]));
  ifma_add_p(z, 4);
  ifma_fold(r, z);
}

/* r = a b - c. */
P256_NOINLINE void co_multiply_less(co *r, const fe *a, const fe *b, const co *c) {
  lane_u columns[10], *z = columns + 5;
  ifma_columns(columns, a, b);
  ifma_reduce(columns);
  IFMA_EACH(lane_subtract(z[i], c->l[i]));
  ifma_add_p(z, 2);
  ifma_fold(r, z);
}

/* The following are those of points with a z. */

P256_NOINLINE void co_multiply(co *r, const co *a, const co *b) {
  lane_u z[10];
  ifma_columns(z, a, b);
  ifma_reduce(z);
  ifma_fold(r, z + 5);
}

P256_NOINLINE void co_square(co *r, const co *a) {
  lane_u z[10];
  ifma_square_columns(z, a);
  ifma_reduce(z);
  ifma_fold(r, z + 5);
}

/* r = a - b. */
P256_NOINLINE void co_subtract(co *r, const co *a, const co *b) {
  lane_u z[5];
  IFMA_EACH(lane_subtract(a->l[i], b->l[i]));
  ifma_add_p(z, 2);
  ifma_fold(r, z);
}

/* r = 4 a - b. */
P256_NOINLINE void co_four_less(co *r, const co *a, const co *b) {
  lane_u z[5];
  IFMA_EACH(lane_subtract(lane_shift_left(a->l[i], 2), b->l[i]));
  ifma_add_p(z, 2);
  ifma_fold(r, z);
}

P256_NOINLINE void co_add(co *r, const co *a, const co *b) {
  lane_u z[5];
  IFMA_EACH(lane_add(a->l[i], b->l[i]));
  ifma_fold(r, z);
}

/* r = 3 a. */
P256_NOINLINE void co_triple(co *r, const co *a) {
  lane_u z[5];
  IFMA_EACH(lane_add(a->l[i], lane_shift_left(a->l[i], 1)));
  ifma_fold(r, z);
}

/* r = a^2 - 8 b. */
P256_NOINLINE void co_square_less_eight(co *r, const co *a, const co *b) {
  lane_u columns[10], *z = columns + 5;
  ifma_square_columns(columns, a);
  ifma_reduce(columns);
  IFMA_EACH(lane_subtract(z[i], lane_shift_left(b->l[i], 3)));
  ifma_add_p(z, 16);
  ifma_fold(r, z);
}

/* r = a b - 8 c. */
P256_NOINLINE void co_multiply_less_eight(co *r, const co *a, const co *b, const co *c) {
  lane_u columns[10], *z = columns + 5;
  ifma_columns(columns, a, b);
  ifma_reduce(columns);
  IFMA_EACH(lane_subtract(z[i], lane_shift_left(c->l[i], 3)));
  ifma_add_p(z, 16);
  ifma_fold(r, z);
}

/* r = a^2 - b - 2 c. */
P256_NOINLINE void co_square_less_one_and_two(co *r, const co *a, const co *b, const co *c) {
  lane_u columns[10], *z = columns + 5;
  ifma_square_columns(columns, a);
  ifma_reduce(columns);
  IFMA_EACH(lane_subtract(lane_subtract(z[i], b->l[i]), lane_shift_left(c->l[i], 1)));
  ifma_add_p(z, 4);
  ifma_fold(r, z);
}

/* In each lane a where the mask is all ones, else b. */
P256_INLINE void fe_select(fe *r, lane_u mask, const fe *a, const fe *b) {
  for (int i = 0; i < 5; i++) {
    r->l[i] = lane_select(mask, a->l[i], b->l[i]);
  }
}

P256_INLINE void co_select(co *r, lane_u mask, const co *a, const co *b) { fe_select(r, mask, a, b); }

/* -a where the mask is all ones, for a coordinate of a table, which is below p. */
P256_INLINE void co_negate_where(co *r, lane_u mask, const co *a) {
  lane_u z[5];
  fe negative;
  IFMA_EACH(lane_subtract(lane_set(0), a->l[i]));
  ifma_add_p(z, 1);
  ifma_carry(&negative, z);
  co_select(r, mask, &negative, a);
}

/* Tables: a stored coordinate is the number below p itself. */
P256_INLINE void co_from_words(co *r, const lane_u w[4]) {
  const lane_u mask = lane_set(IFMA_MASK);
  r->l[0] = lane_and(w[0], mask);
  r->l[1] = lane_and(lane_or(lane_shift_right(w[0], 52), lane_shift_left(w[1], 12)), mask);
  r->l[2] = lane_and(lane_or(lane_shift_right(w[1], 40), lane_shift_left(w[2], 24)), mask);
  r->l[3] = lane_and(lane_or(lane_shift_right(w[2], 28), lane_shift_left(w[3], 36)), mask);
  r->l[4] = lane_shift_right(w[3], 16);
}

/* What is stored for a coordinate, in every lane. */
P256_NOINLINE void co_store(uint64_t *const to[LANES], const co *a) {
  lane_u z[5], less[5];
  fe reduced, difference;
  /* Once more, since a coordinate may be a little more than 2^256. */
  IFMA_EACH(a->l[i]);
  ifma_fold(&reduced, z);
  for (int i = 0; i < 5; i++) {
    less[i] = reduced.l[i];
  }
  less[0] = lane_subtract(less[0], lane_set(IFMA_P0));
  less[1] = lane_subtract(less[1], lane_set(IFMA_P1));
  less[3] = lane_subtract(less[3], lane_set(IFMA_P3));
  less[4] = lane_subtract(less[4], lane_set(IFMA_P4));
  ifma_carry(&difference, less);
  fe_select(&reduced, lane_negative(difference.l[4]), &reduced, &difference);
  lane_u w[4];
  w[0] = lane_or(reduced.l[0], lane_shift_left(reduced.l[1], 52));
  w[1] = lane_or(lane_shift_right(reduced.l[1], 12), lane_shift_left(reduced.l[2], 40));
  w[2] = lane_or(lane_shift_right(reduced.l[2], 24), lane_shift_left(reduced.l[3], 28));
  w[3] = lane_or(lane_shift_right(reduced.l[3], 36), lane_shift_left(reduced.l[4], 16));
  lane_store4(to, w);
}

/* to = a * 2^260 in [0, p), of one lane of a factor. */
P256_NOINLINE void fe_lane(p256_f4 *to, const fe *a, int lane) {
  uint64_t limb[5];
  for (int i = 0; i < 5; i++) {
    uint64_t value[LANES];
    lane_store(value, a->l[i]);
    limb[i] = value[lane];
  }
  uint64_t *w = to->w;
  uint64_t top = limb[4] >> 48;
  w[0] = limb[0] | limb[1] << 52;
  w[1] = limb[1] >> 12 | limb[2] << 40;
  w[2] = limb[2] >> 24 | limb[3] << 28;
  w[3] = limb[3] >> 36 | limb[4] << 16;
  while (top || !p256_less(w, P256_P)) {
    top -= p256_subtract(w, w, P256_P);
  }
}

P256_INLINE void co_lane(p256_f4 *to, const co *a, int lane) { fe_lane(to, a, lane); }

/* The other way: one lane of a factor becomes from, a number below p. */
P256_NOINLINE void fe_set_lane(fe *r, const p256_f4 *from, int lane) {
  const uint64_t *w = from->w;
  const uint64_t limb[5] = {
      w[0] & IFMA_MASK, (w[0] >> 52 | w[1] << 12) & IFMA_MASK, (w[1] >> 40 | w[2] << 24) & IFMA_MASK,
      (w[2] >> 28 | w[3] << 36) & IFMA_MASK, w[3] >> 16};
  for (int i = 0; i < 5; i++) {
    uint64_t value[LANES];
    lane_store(value, r->l[i]);
    value[lane] = limb[i];
    r->l[i] = lane_load(value);
  }
}

P256_INLINE void field_store(uint64_t to[4], const p256_f4 *from) { p256_copy(to, from->w); }

P256_INLINE void field_read(p256_f4 *to, const uint64_t from[4]) { p256_copy(to->w, from); }

#define FIELD_EXPONENT 260

#ifndef LANE_ROUNDS
typedef int lane_rounding;
P256_INLINE lane_rounding lane_round_toward_zero(void) { return 0; }
P256_INLINE void lane_restore_rounding(lane_rounding before) { (void)before; }
#endif

#endif
