/* lanes.h for AVX-512: eight lanes of 64 bits, with the 52-bit multiplications of IFMA. */
#define LANES 8
#include <immintrin.h>
#include "entry.h"

typedef __m512i lane_u;

#define lane_set(value) _mm512_set1_epi64((long long)(value))
#define lane_add(a, b) _mm512_add_epi64(a, b)
#define lane_subtract(a, b) _mm512_sub_epi64(a, b)
#define lane_and(a, b) _mm512_and_si512(a, b)
#define lane_or(a, b) _mm512_or_si512(a, b)
#define lane_shift_left(a, n) _mm512_slli_epi64(a, n)
#define lane_shift_right(a, n) _mm512_srli_epi64(a, n)
#define lane_shift_signed(a, n) _mm512_srai_epi64(a, n)
#define lane_multiply_low52(sum, a, b) _mm512_madd52lo_epu64(sum, a, b)
#define lane_multiply_high52(sum, a, b) _mm512_madd52hi_epu64(sum, a, b)
/* In each lane a where the mask is all ones, b where it is zero. */
#define lane_select(mask, a, b) _mm512_ternarylogic_epi64(mask, a, b, 0xca)
#define lane_load(from) _mm512_loadu_si512(from)
#define lane_store(to, a) _mm512_storeu_si512(to, a)

/* The four words of eight integers of 32 bytes each: word i of all of them in w[i]. */
P256_INLINE void lane_transpose4(lane_u w[4], const uint64_t *const from[LANES]) {
  /* Two integers in each register: those of lanes l and l + 4. */
  __m512i r0 = _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_load_si256((const __m256i *)from[0])),
                                  _mm256_load_si256((const __m256i *)from[4]), 1);
  __m512i r1 = _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_load_si256((const __m256i *)from[1])),
                                  _mm256_load_si256((const __m256i *)from[5]), 1);
  __m512i r2 = _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_load_si256((const __m256i *)from[2])),
                                  _mm256_load_si256((const __m256i *)from[6]), 1);
  __m512i r3 = _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_load_si256((const __m256i *)from[3])),
                                  _mm256_load_si256((const __m256i *)from[7]), 1);
  __m512i t0 = _mm512_unpacklo_epi64(r0, r1), t1 = _mm512_unpackhi_epi64(r0, r1);
  __m512i t2 = _mm512_unpacklo_epi64(r2, r3), t3 = _mm512_unpackhi_epi64(r2, r3);
  const __m512i low = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13);
  const __m512i high = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
  w[0] = _mm512_permutex2var_epi64(t0, low, t2);
  w[1] = _mm512_permutex2var_epi64(t1, low, t3);
  w[2] = _mm512_permutex2var_epi64(t0, high, t2);
  w[3] = _mm512_permutex2var_epi64(t1, high, t3);
}

/* All ones where a, as a signed number, is negative. */
P256_INLINE lane_u lane_negative(lane_u a) { return _mm512_srai_epi64(a, 63); }

/* The inverse of lane_transpose4. */
P256_INLINE void lane_store4(uint64_t *const to[LANES], const lane_u w[4]) {
  __m512i t0 = _mm512_unpacklo_epi64(w[0], w[1]), t1 = _mm512_unpackhi_epi64(w[0], w[1]);
  __m512i t2 = _mm512_unpacklo_epi64(w[2], w[3]), t3 = _mm512_unpackhi_epi64(w[2], w[3]);
  uint64_t row[8];
  const __m512i low = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13);
  const __m512i high = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
  _mm512_storeu_si512(row, _mm512_permutex2var_epi64(t0, low, t2));
  memcpy(to[0], row, 32), memcpy(to[4], row + 4, 32);
  _mm512_storeu_si512(row, _mm512_permutex2var_epi64(t1, low, t3));
  memcpy(to[1], row, 32), memcpy(to[5], row + 4, 32);
  _mm512_storeu_si512(row, _mm512_permutex2var_epi64(t0, high, t2));
  memcpy(to[2], row, 32), memcpy(to[6], row + 4, 32);
  _mm512_storeu_si512(row, _mm512_permutex2var_epi64(t1, high, t3));
  memcpy(to[3], row, 32), memcpy(to[7], row + 4, 32);
}
