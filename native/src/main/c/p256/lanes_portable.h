/*
 * lanes.h in C, for any machine: it lets the arithmetic of every instruction set be tested
 * everywhere. LANES is set by who includes this.
 */
#include <fenv.h>
#include <math.h>
#include "entry.h"

typedef struct {
  uint64_t lane[LANES];
} lane_u;

typedef struct {
  double lane[LANES];
} lane_d;

#define LANE_EACH(type, expression)      \
  type r;                                \
  for (int l = 0; l < LANES; l++) {      \
    r.lane[l] = (expression);            \
  }                                      \
  return r

#define LANE_52 0xfffffffffffff

P256_INLINE lane_u lane_set(uint64_t value) { LANE_EACH(lane_u, value); }
P256_INLINE lane_u lane_add(lane_u a, lane_u b) { LANE_EACH(lane_u, a.lane[l] + b.lane[l]); }
P256_INLINE lane_u lane_subtract(lane_u a, lane_u b) { LANE_EACH(lane_u, a.lane[l] - b.lane[l]); }
P256_INLINE lane_u lane_and(lane_u a, lane_u b) { LANE_EACH(lane_u, a.lane[l] & b.lane[l]); }
P256_INLINE lane_u lane_or(lane_u a, lane_u b) { LANE_EACH(lane_u, a.lane[l] | b.lane[l]); }
P256_INLINE lane_u lane_shift_left(lane_u a, int n) { LANE_EACH(lane_u, a.lane[l] << n); }
P256_INLINE lane_u lane_shift_right(lane_u a, int n) { LANE_EACH(lane_u, a.lane[l] >> n); }
P256_INLINE lane_u lane_shift_signed(lane_u a, int n) { LANE_EACH(lane_u, (uint64_t)((int64_t)a.lane[l] >> n)); }

P256_INLINE uint64_t lane_product52(uint64_t a, uint64_t b, int shift) {
  uint64_t high, low = p256_multiply_add(a & LANE_52, b & LANE_52, 0, 0, &high);
  return shift ? (high << 12 | low >> 52) : (low & LANE_52);
}
P256_INLINE lane_u lane_multiply_low52(lane_u sum, lane_u a, lane_u b) {
  LANE_EACH(lane_u, sum.lane[l] + lane_product52(a.lane[l], b.lane[l], 0));
}
P256_INLINE lane_u lane_multiply_high52(lane_u sum, lane_u a, lane_u b) {
  LANE_EACH(lane_u, sum.lane[l] + lane_product52(a.lane[l], b.lane[l], 1));
}
P256_INLINE lane_u lane_select(lane_u mask, lane_u a, lane_u b) {
  LANE_EACH(lane_u, (a.lane[l] & mask.lane[l]) | (b.lane[l] & ~mask.lane[l]));
}
P256_INLINE lane_u lane_load(const void *from) {
  lane_u r;
  memcpy(&r, from, sizeof r);
  return r;
}
P256_INLINE void lane_store(void *to, lane_u a) { memcpy(to, &a, sizeof a); }

P256_INLINE lane_d lane_d_set(double value) { LANE_EACH(lane_d, value); }
P256_INLINE lane_d lane_d_add(lane_d a, lane_d b) { LANE_EACH(lane_d, a.lane[l] + b.lane[l]); }
P256_INLINE lane_d lane_d_subtract(lane_d a, lane_d b) { LANE_EACH(lane_d, a.lane[l] - b.lane[l]); }
P256_INLINE lane_d lane_d_fma(lane_d a, lane_d b, lane_d c) {
  LANE_EACH(lane_d, fma(a.lane[l], b.lane[l], c.lane[l]));
}
P256_INLINE lane_u lane_d_bits(lane_d a) {
  lane_u r;
  memcpy(&r, &a, sizeof r);
  return r;
}
P256_INLINE lane_d lane_d_of_bits(lane_u a) {
  lane_d r;
  memcpy(&r, &a, sizeof r);
  return r;
}
#define lane_here(a, b) ((void)0)

P256_INLINE void lane_transpose4(lane_u w[4], const uint64_t *const from[LANES]) {
  for (int l = 0; l < LANES; l++) {
    for (int i = 0; i < 4; i++) {
      w[i].lane[l] = from[l][i];
    }
  }
}

P256_INLINE lane_u lane_negative(lane_u a) { LANE_EACH(lane_u, 0 - (a.lane[l] >> 63)); }

P256_INLINE void lane_store4(uint64_t *const to[LANES], const lane_u w[4]) {
  for (int l = 0; l < LANES; l++) {
    for (int i = 0; i < 4; i++) {
      to[l][i] = w[i].lane[l];
    }
  }
}

#define LANE_ROUNDS
typedef fenv_t lane_rounding;
P256_INLINE lane_rounding lane_round_toward_zero(void) {
  fenv_t before;
  feholdexcept(&before);
  fesetround(FE_TOWARDZERO);
  return before;
}
P256_INLINE void lane_restore_rounding(lane_rounding before) { fesetenv(&before); }
