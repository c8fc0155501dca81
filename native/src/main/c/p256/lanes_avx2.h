/* lanes.h for AVX2 with FMA: four lanes of 64 bits, as integers and as doubles. */
#define LANES 4
#include <immintrin.h>
#include "entry.h"

typedef __m256i lane_u;
typedef __m256d lane_d;

#define lane_set(value) _mm256_set1_epi64x((long long)(value))
#define lane_add(a, b) _mm256_add_epi64(a, b)
#define lane_subtract(a, b) _mm256_sub_epi64(a, b)
#define lane_and(a, b) _mm256_and_si256(a, b)
#define lane_or(a, b) _mm256_or_si256(a, b)
#define lane_shift_left(a, n) _mm256_slli_epi64(a, n)
#define lane_shift_right(a, n) _mm256_srli_epi64(a, n)
#define lane_select(mask, a, b) _mm256_blendv_epi8(b, a, mask)
#define lane_load(from) _mm256_loadu_si256((const __m256i *)(from))
#define lane_store(to, a) _mm256_storeu_si256((__m256i *)(to), a)
#define lane_d_set(value) _mm256_set1_pd(value)
#define lane_d_add(a, b) _mm256_add_pd(a, b)
#define lane_d_subtract(a, b) _mm256_sub_pd(a, b)
#define lane_d_fma(a, b, c) _mm256_fmadd_pd(a, b, c)
#define lane_d_bits(a) _mm256_castpd_si256(a)
#define lane_d_of_bits(a) _mm256_castsi256_pd(a)

/* Keeps the compiler from moving additions to one sum away from one another: registers are few. */
#define lane_here(a, b) __asm__("" : "+x"(a), "+x"(b))

/* The four words of four integers of 32 bytes each: word i of all of them in w[i]. */
P256_INLINE void lane_transpose4(lane_u w[4], const uint64_t *const from[LANES]) {
  __m256i r0 = _mm256_load_si256((const __m256i *)from[0]), r1 = _mm256_load_si256((const __m256i *)from[1]);
  __m256i r2 = _mm256_load_si256((const __m256i *)from[2]), r3 = _mm256_load_si256((const __m256i *)from[3]);
  __m256i t0 = _mm256_unpacklo_epi64(r0, r1), t1 = _mm256_unpackhi_epi64(r0, r1);
  __m256i t2 = _mm256_unpacklo_epi64(r2, r3), t3 = _mm256_unpackhi_epi64(r2, r3);
  w[0] = _mm256_permute2x128_si256(t0, t2, 0x20);
  w[1] = _mm256_permute2x128_si256(t1, t3, 0x20);
  w[2] = _mm256_permute2x128_si256(t0, t2, 0x31);
  w[3] = _mm256_permute2x128_si256(t1, t3, 0x31);
}

/* All ones where a, as a signed number, is negative. */
P256_INLINE lane_u lane_negative(lane_u a) { return _mm256_cmpgt_epi64(_mm256_setzero_si256(), a); }

/* The inverse of lane_transpose4. */
P256_INLINE void lane_store4(uint64_t *const to[LANES], const lane_u w[4]) {
  __m256i t0 = _mm256_unpacklo_epi64(w[0], w[1]), t1 = _mm256_unpackhi_epi64(w[0], w[1]);
  __m256i t2 = _mm256_unpacklo_epi64(w[2], w[3]), t3 = _mm256_unpackhi_epi64(w[2], w[3]);
  _mm256_storeu_si256((__m256i *)to[0], _mm256_permute2x128_si256(t0, t2, 0x20));
  _mm256_storeu_si256((__m256i *)to[1], _mm256_permute2x128_si256(t1, t3, 0x20));
  _mm256_storeu_si256((__m256i *)to[2], _mm256_permute2x128_si256(t0, t2, 0x31));
  _mm256_storeu_si256((__m256i *)to[3], _mm256_permute2x128_si256(t1, t3, 0x31));
}

/* The state of the floating-point unit, and rounding toward zero with nothing else set. */
#define LANE_ROUNDS
typedef unsigned lane_rounding;
P256_INLINE lane_rounding lane_round_toward_zero(void) {
  unsigned before = _mm_getcsr();
  _mm_setcsr(0x1f80 | 0x6000);
  return before;
}
P256_INLINE void lane_restore_rounding(lane_rounding before) { _mm_setcsr(before); }
