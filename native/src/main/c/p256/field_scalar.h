/* The interface of the fields in lanes over field4.h: one lane. */
#ifndef QUOTARY_P256_FIELD_SCALAR_H
#define QUOTARY_P256_FIELD_SCALAR_H

#define LANES 1
#include "entry.h"
#include "field4.h"

typedef uint64_t lane_u;
typedef p256_f4 fe;
typedef p256_f4 co;

#define lane_load(from) (*(const uint64_t *)(from))

P256_INLINE void fe_of(fe *r, const co *a) { p256_f4_copy(r, a); }
P256_INLINE void co_of(co *r, const fe *a) { p256_f4_copy(r, a); }
P256_INLINE void fe_multiply(fe *r, const fe *a, const fe *b) { p256_f4_multiply(r, a, b); }
P256_INLINE void fe_difference(fe *r, const co *a, const co *b) { p256_f4_subtract(r, a, b); }
P256_INLINE void co_multiply(co *r, const co *a, const co *b) { p256_f4_multiply(r, a, b); }
P256_INLINE void co_square(co *r, const co *a) { p256_f4_square(r, a); }
P256_INLINE void co_subtract(co *r, const co *a, const co *b) { p256_f4_subtract(r, a, b); }
P256_INLINE void co_add(co *r, const co *a, const co *b) { p256_f4_add(r, a, b); }

P256_INLINE void field_times(p256_f4 *r, const p256_f4 *a, int doublings) {
  p256_f4_copy(r, a);
  for (int i = 0; i < doublings; i++) {
    p256_f4_add(r, r, r);
  }
}

P256_INLINE void co_triple(co *r, const co *a) {
  co twice;
  p256_f4_add(&twice, a, a);
  p256_f4_add(r, &twice, a);
}

/* r = 4 a - b. */
P256_INLINE void co_four_less(co *r, const co *a, const co *b) {
  co four;
  field_times(&four, a, 2);
  p256_f4_subtract(r, &four, b);
}

/* r = a^2 - b - c. */
P256_INLINE void co_square_less_two(co *r, const fe *a, const co *b, const co *c) {
  co t;
  p256_f4_square(&t, a);
  p256_f4_subtract(&t, &t, b);
  p256_f4_subtract(r, &t, c);
}

/* r = a b - c. */
P256_INLINE void co_multiply_less(co *r, const fe *a, const fe *b, const co *c) {
  co t;
  p256_f4_multiply(&t, a, b);
  p256_f4_subtract(r, &t, c);
}

/* r = a^2 - 8 b. */
P256_INLINE void co_square_less_eight(co *r, const co *a, const co *b) {
  co t, eight;
  p256_f4_square(&t, a);
  field_times(&eight, b, 3);
  p256_f4_subtract(r, &t, &eight);
}

/* r = a b - 8 c. */
P256_INLINE void co_multiply_less_eight(co *r, const co *a, const co *b, const co *c) {
  co t, eight;
  p256_f4_multiply(&t, a, b);
  field_times(&eight, c, 3);
  p256_f4_subtract(r, &t, &eight);
}

/* r = a^2 - b - 2 c. */
P256_INLINE void co_square_less_one_and_two(co *r, const co *a, const co *b, const co *c) {
  co t;
  p256_f4_square(&t, a);
  p256_f4_subtract(&t, &t, b);
  p256_f4_subtract(&t, &t, c);
  p256_f4_subtract(r, &t, c);
}

P256_INLINE void fe_select(fe *r, lane_u mask, const fe *a, const fe *b) { p256_f4_copy(r, mask ? a : b); }
P256_INLINE void co_select(co *r, lane_u mask, const co *a, const co *b) { p256_f4_copy(r, mask ? a : b); }

P256_INLINE void co_negate_where(co *r, lane_u mask, const co *a) {
  co negative;
  p256_f4_negate(&negative, a);
  co_select(r, mask, &negative, a);
}

P256_INLINE void co_from_words(co *r, const lane_u w[4]) { p256_copy(r->w, w); }
P256_INLINE void lane_transpose4(lane_u w[4], const uint64_t *const from[LANES]) { p256_copy(w, from[0]); }

P256_INLINE void co_store(uint64_t *const to[LANES], const co *a) { p256_copy(to[0], a->w); }

P256_INLINE void fe_lane(p256_f4 *to, const fe *a, int lane) {
  (void)lane;
  p256_f4_copy(to, a);
}
P256_INLINE void co_lane(p256_f4 *to, const co *a, int lane) { fe_lane(to, a, lane); }
P256_INLINE void fe_set_lane(fe *r, const p256_f4 *from, int lane) {
  (void)lane;
  p256_f4_copy(r, from);
}
P256_INLINE void field_store(uint64_t to[4], const p256_f4 *from) { p256_copy(to, from->w); }
P256_INLINE void field_read(p256_f4 *to, const uint64_t from[4]) { p256_copy(to->w, from); }

#define FIELD_EXPONENT 256

typedef int lane_rounding;
P256_INLINE lane_rounding lane_round_toward_zero(void) { return 0; }
P256_INLINE void lane_restore_rounding(lane_rounding before) { (void)before; }

#endif
