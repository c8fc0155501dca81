/*
 * The field of one tier, at the bounds of its limbs: p256_field [SEED [ROUNDS]].
 *
 * Built once for each, with P256_FIELD_AVX512, _AVX2, _MULX, _PORTABLE, _SHIM_IFMA or _SHIM_FMA
 * defined, and with P256_CHECKED, so that results are held against the bounds that the source
 * claims. What an element stands for is compared with p256_reference.h.
 */
#if defined(P256_FIELD_AVX512)
#define NAME "avx512"
#define P256_TARGET "avx512f,avx512dq,avx512vl,avx512ifma,avx2,fma,bmi,bmi2,adx"
#include "p256/target.h"
#define P256_MULX
#include "p256/lanes_avx512.h"

#include "p256/field_ifma.h"
#elif defined(P256_FIELD_AVX2)
#define NAME "avx2"
#define P256_TARGET "avx2,fma,bmi,bmi2,adx"
#include "p256/target.h"
#define P256_MULX
#include "p256/lanes_avx2.h"

#include "p256/field_fma.h"
#elif defined(P256_FIELD_MULX)
#define NAME "mulx"
#define P256_TARGET "bmi,bmi2,adx"
#include "p256/target.h"
#define P256_MULX
#include "p256/field_scalar.h"
#elif defined(P256_FIELD_PORTABLE)
#define NAME "portable"
#include "p256/field_scalar.h"
#elif defined(P256_FIELD_SHIM_IFMA)
#define NAME "avx512 in C"
#define LANES 8
#include "p256/lanes_portable.h"

#include "p256/field_ifma.h"
#else
#define NAME "avx2 in C"
#define LANES 4
#include "p256/lanes_portable.h"

#include "p256/field_fma.h"
#endif

#include <stdlib.h>
#ifdef P256_TARGET
#include <cpuid.h>
#endif

#include "p256_check.h"
#include "p256_reference.h"

static uint64_t state;

static uint64_t next(void) {
  uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

static ref_number of_words(const uint64_t w[4]) {
  ref_number r;
  for (int i = 0; i < 8; i++) {
    r.w[i] = (uint32_t)(w[i / 2] >> (32 * (i % 2)));
  }
  return r;
}

static ref_number times(ref_number a, ref_number b) { return ref_multiply_mod(a, b, REF_P); }
static ref_number plus(ref_number a, ref_number b) { return ref_add_mod(a, b, REF_P); }
static ref_number less(ref_number a, ref_number b) { return ref_subtract_mod(a, b, REF_P); }
static ref_number many(uint32_t n, ref_number a) { return times(ref_small(n), a); }

static ref_number power_of_two(int bits) {
  ref_number r = ref_small(1);
  for (int i = 0; i < bits; i++) {
    r = plus(r, r);
  }
  return r;
}

/* ---- What limbs stand for modulo p, and limbs at the bounds that the source claims. */

/*
 * A factor is reduced, or a difference of two coordinates; a coordinate is any, one that was folded,
 * or one of a table.
 */
enum { REDUCED, DIFFERENCE, COORDINATE, FOLDED, OF_TABLE };

#if FIELD_EXPONENT == 260

static ref_number of_limbs(const int64_t limb[5]) {
  ref_number sum = ref_small(0);
  for (int i = 4; i >= 0; i--) {
    int64_t value = limb[i];
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    ref_number magnitude = of_words((const uint64_t[4]){size, 0, 0, 0});
    sum = times(sum, power_of_two(52));
    sum = value < 0 ? less(sum, magnitude) : plus(sum, magnitude);
  }
  return sum;
}

/* One of the least, the largest, what is near them or zero, or any. */
static int64_t at_bound(int64_t least, int64_t largest) {
  uint64_t range = (uint64_t)(largest - least);
  switch (next() % 8) {
    case 0:
    case 1:
      return least;
    case 2:
    case 3:
      return largest;
    case 4:
      return least + (int64_t)(next() % 3 % (range + 1));
    case 5:
      return largest - (int64_t)(next() % 3 % (range + 1));
    case 6:
      return least <= 0 && largest >= 0 ? 0 : least;
    default:
      return least + (int64_t)(next() % (range + 1));
  }
}

#endif

#if defined(P256_FIELD_AVX512) || defined(P256_FIELD_SHIM_IFMA)

static void make_limbs(int64_t limb[5], int form) {
  const int64_t top[] = {2 * (int64_t)IFMA_P4 - 1, 4 * (int64_t)IFMA_P4 - 1, (int64_t)IFMA_P4 + (1 << 22) - 1,
                         (int64_t)IFMA_P4 + (1 << 22) - 1, (int64_t)IFMA_P4 - 1};
  for (int i = 0; i < 5; i++) {
    limb[i] = at_bound(0, i < 4 ? (int64_t)IFMA_MASK : top[form]);
  }
}

static void set(fe *to, int lane, const int64_t limb[5], int coordinate) {
  (void)coordinate;
  for (int i = 0; i < 5; i++) {
    uint64_t value[LANES];
    lane_store(value, to->l[i]);
    value[lane] = (uint64_t)limb[i];
    to->l[i] = lane_load(value);
  }
}

static ref_number get(const fe *from, int lane, int coordinate) {
  int64_t limb[5];
  (void)coordinate;
  for (int i = 0; i < 5; i++) {
    uint64_t value[LANES];
    lane_store(value, from->l[i]);
    limb[i] = (int64_t)value[lane];
  }
  return of_limbs(limb);
}

#elif FIELD_EXPONENT == 260

static void make_limbs(int64_t limb[5], int form) {
  const int64_t balance = (int64_t)1 << 51, top = (int64_t)1 << 49;
  for (int i = 0; i < 5; i++) {
    switch (form) {
      case DIFFERENCE:
        limb[i] = i < 4 ? at_bound(-2 * balance, 2 * balance) : at_bound(-2 * top, 2 * top);
        break;
      case FOLDED:
        limb[i] = i < 4 ? at_bound(-balance, balance) : at_bound(-(top / 4) - (1 << 23), top / 4 + (1 << 23));
        break;
      case OF_TABLE:
        /* Below p. */
        limb[i] = i < 4 ? at_bound(-balance, balance - 1) : at_bound(0, ((int64_t)1 << 48) - ((int64_t)1 << 16) - 1);
        break;
      default:
        limb[i] = i < 4 ? at_bound(-balance, balance) : at_bound(-top, top);
        break;
    }
  }
}

static void set(fe *to, int lane, const int64_t limb[5], int coordinate) {
  for (int i = 0; i < 5; i++) {
    double value[LANES];
    lane_store(value, lane_d_bits(to->l[i]));
    value[lane] = (double)limb[i] + (coordinate ? FMA_COORDINATE : 0);
    to->l[i] = lane_d_of_bits(lane_load(value));
  }
}

static ref_number get(const fe *from, int lane, int coordinate) {
  int64_t limb[5];
  for (int i = 0; i < 5; i++) {
    double value[LANES];
    lane_store(value, lane_d_bits(from->l[i]));
    limb[i] = (int64_t)(value[lane] - (coordinate ? FMA_COORDINATE : 0));
  }
  return of_limbs(limb);
}

#else

#define make_limbs(limb, form) make_words((uint64_t *)(limb))
#define set(to, lane, limb, coordinate) p256_copy((to)->w, (const uint64_t *)(limb))
#define get(from, lane, coordinate) ((void)(coordinate), of_words((from)[lane].w))

/* Below p: with words of zeros and of ones, and near p and its words. */
static void make_words(uint64_t w[4]) {
  do {
    for (int i = 0; i < 4; i++) {
      uint64_t any = next();
      w[i] = any % 4 == 0 ? 0 : (any % 4 == 1 ? UINT64_MAX : (any % 4 == 2 ? P256_P[i] : next()));
    }
    if (next() % 4 == 0) {
      p256_subtract(w, P256_P, (const uint64_t[4]){1 + next() % 4, 0, 0, 0});
    }
    if (next() % 16 == 0) {
      memset(w, 0, 32);
      w[0] = next() % 4;
    }
  } while (!p256_less(w, P256_P));
}

#endif

/* ---- The operations. */

static ref_number inverse_of_radix, inverse_of_two;

static ref_number product(ref_number a, ref_number b) { return times(times(a, b), inverse_of_radix); }

static void compare(const fe *found, int coordinate, const ref_number *expected, const char *what) {
  for (int l = 0; l < LANES; l++) {
    check(ref_compare(get(found, l, coordinate), expected[l]) == 0, NAME, what, (size_t)l, LANES);
  }
}

#define MAKE(a, form, coordinate)       \
  do {                                  \
    memset(&a, 0, sizeof a);            \
    for (int l = 0; l < LANES; l++) {   \
      int64_t limb[5];                  \
      make_limbs(limb, form);           \
      set(&a, l, limb, coordinate);     \
    }                                   \
  } while (0)

#define EXPECT(found, coordinate, what, value)                    \
  do {                                                            \
    ref_number expected[LANES];                                   \
    for (int l = 0; l < LANES; l++) {                             \
      ref_number x = get(&a, l, 0), d = get(&b, l, 0);            \
      ref_number u = get(&cu, l, 1), v = get(&cv, l, 1);          \
      (void)x, (void)d, (void)u, (void)v;                         \
      expected[l] = (value);                                      \
    }                                                             \
    compare(&found, coordinate, expected, what);                  \
  } while (0)

static void check_operations(void) {
  fe a, b, f;
  co cu, cv, c;
  MAKE(a, REDUCED, 0);
  MAKE(b, DIFFERENCE, 0);
  MAKE(cu, COORDINATE, 1);
  MAKE(cv, COORDINATE, 1);
  fe_multiply(&f, &a, &b);
  EXPECT(f, 0, "a product", product(x, d));
  fe_multiply(&f, &a, &a);
  EXPECT(f, 0, "a product with itself", product(x, x));
  fe_difference(&f, &cu, &cv);
  EXPECT(f, 0, "a difference", less(u, v));
  fe_multiply(&f, &a, &f);
  EXPECT(f, 0, "a product with a difference", product(x, less(u, v)));
  co_square_less_two(&c, &a, &cu, &cv);
  EXPECT(c, 1, "a^2 - b - c", less(less(product(x, x), u), v));
  co_multiply_less(&c, &a, &b, &cv);
  EXPECT(c, 1, "a b - c", less(product(x, d), v));
  co_multiply(&c, &cu, &cv);
  EXPECT(c, 1, "a product of coordinates", product(u, v));
  co_square(&c, &cu);
  EXPECT(c, 1, "a square", product(u, u));
  co_subtract(&c, &cu, &cv);
  EXPECT(c, 1, "a - b", less(u, v));
  co_add(&c, &cu, &cv);
  EXPECT(c, 1, "a + b", plus(u, v));
  co_four_less(&c, &cu, &cv);
  EXPECT(c, 1, "4 a - b", less(many(4, u), v));
  co_triple(&c, &cu);
  EXPECT(c, 1, "3 a", many(3, u));
  co_square_less_eight(&c, &cu, &cv);
  EXPECT(c, 1, "a^2 - 8 b", less(product(u, u), many(8, v)));
  co_square_less_one_and_two(&c, &cu, &cu, &cv);
  EXPECT(c, 1, "a^2 - b - 2 c", less(less(product(u, u), u), many(2, v)));
  fe_of(&f, &cu);
  EXPECT(f, 0, "a coordinate as a factor", u);
  co_multiply_less_eight(&c, &cu, &cv, &cv);
  EXPECT(c, 1, "a b - 8 c", less(product(u, v), many(8, v)));
  co_of(&c, &a);
  EXPECT(c, 1, "a factor as a coordinate", x);
#if LANES == 1
  p256_f4_halve(&f, &a);
  EXPECT(f, 0, "half of a", times(x, inverse_of_two));
#endif
}

/* Results are operands again, many times: at the bounds that sums and products drive them to. */
static void check_chain(void) {
  fe a, b;
  co cu, cv, c;
  MAKE(a, REDUCED, 0);
  MAKE(cu, COORDINATE, 1);
  MAKE(cv, COORDINATE, 1);
  b = a;
  for (int i = 0; i < 40; i++) {
    switch (next() % 6) {
      case 0:
        co_subtract(&c, &cu, &cv);
        EXPECT(c, 1, "a chain's a - b", less(u, v));
        break;
      case 1:
        co_four_less(&c, &cu, &cv);
        EXPECT(c, 1, "a chain's 4 a - b", less(many(4, u), v));
        break;
      case 2:
        co_add(&c, &cu, &cv);
        EXPECT(c, 1, "a chain's a + b", plus(u, v));
        break;
      case 3:
        fe_difference(&b, &cu, &cv);
        co_multiply_less(&c, &a, &b, &cv);
        EXPECT(c, 1, "a chain's a b - c", less(product(x, d), v));
        fe_multiply(&a, &a, &b);
        break;
      case 4:
        co_square_less_eight(&c, &cu, &cv);
        EXPECT(c, 1, "a chain's a^2 - 8 b", less(product(u, u), many(8, v)));
        break;
      default:
        co_square_less_two(&c, &a, &cu, &cv);
        EXPECT(c, 1, "a chain's a^2 - b - c", less(less(product(x, x), u), v));
        break;
    }
    if (next() % 2) {
      cv = cu;
    }
    cu = c;
  }
}

/* What tables hold, and lanes one by one. */
static void check_forms(void) {
  fe a, b;
  co cu, cv, c;
  uint64_t stored[LANES][4], mask[LANES], *to[LANES];
  const uint64_t *from[LANES];
  lane_u words[4];
  MAKE(a, REDUCED, 0);
  MAKE(b, DIFFERENCE, 0);
  MAKE(cu, OF_TABLE, 1);
  MAKE(cv, FOLDED, 1);
  P256_ALIGNED(64) static uint64_t aligned[LANES][8];
  for (int l = 0; l < LANES; l++) {
    mask[l] = next() % 2 ? UINT64_MAX : 0;
    to[l] = stored[l];
    from[l] = aligned[l];
  }
  co_negate_where(&c, lane_load(mask), &cu);
  EXPECT(c, 1, "-a", mask[l] ? less(ref_small(0), u) : u);
  co_select(&c, lane_load(mask), &cu, &cv);
  EXPECT(c, 1, "one of two", mask[l] ? u : v);
  co_store(to, &cv);
  for (int l = 0; l < LANES; l++) {
    p256_f4 number;
    ref_number expected = get(&cv, l, 1);
    field_read(&number, stored[l]);
    check(ref_compare(of_words(number.w), expected) == 0, NAME, "what is stored", (size_t)l, LANES);
    uint64_t again[4];
    field_store(again, &number);
    check(p256_equal(again, stored[l]), NAME, "what is stored of a number", (size_t)l, LANES);
    co_lane(&number, &cv, l);
    check(ref_compare(of_words(number.w), expected) == 0, NAME, "a lane of a coordinate", (size_t)l, LANES);
    fe_lane(&number, &b, l);
    check(ref_compare(of_words(number.w), get(&b, l, 0)) == 0, NAME, "a lane of a factor", (size_t)l, LANES);
    fe one = a;
    fe_set_lane(&one, &number, l);
    for (int k = 0; k < LANES; k++) {
      check(ref_compare(get(&one, k, 0), get(k == l ? &b : &a, k, 0)) == 0, NAME, "a lane that is set", (size_t)k, LANES);
    }
    memcpy(aligned[l], stored[l], 32);
  }
  lane_transpose4(words, from);
  co_from_words(&c, words);
  EXPECT(c, 1, "what is read of a table", v);
}

#if LANES == 1

/* a^((p + 1) / 4), which is a root of a if a has one. */
static ref_number root(ref_number a) {
  uint64_t exponent[4];
  const uint64_t quarter[4] = {0, 0x40000000, 0x4000000000000000, 0x3fffffffc0000000};
  p256_copy(exponent, quarter);
  ref_number power = ref_small(1);
  for (int bit = 255; bit >= 0; bit--) {
    power = times(power, power);
    if (exponent[bit / 64] >> (bit % 64) & 1) {
      power = times(power, a);
    }
  }
  return power;
}

/* Words of a number. */
static void words_of(uint64_t w[4], ref_number a) {
  for (int i = 0; i < 4; i++) {
    w[i] = (uint64_t)a.w[2 * i] | (uint64_t)a.w[2 * i + 1] << 32;
  }
}

/*
 * Sums, products and squares that are a small number: those are p too large before the last step,
 * on both sides of 2^256.
 */
static void check_small_results(void) {
  const uint64_t zero[4] = {0}, one[4] = {1};
  p256_f4 a, b, f;
  uint64_t small[4], edge[4];
  /* 2^256 - p: its sum with p is 2^256. */
  p256_subtract(edge, zero, P256_P);
  switch (next() % 6) {
    case 0:
      p256_copy(small, edge);
      break;
    case 1:
      p256_subtract(small, edge, one);
      break;
    case 2:
      p256_add(small, edge, one);
      break;
    case 3:
      p256_copy(small, zero);
      small[0] = 1 + next() % 4;
      break;
    default:
      make_words(small);
      small[3] &= 0xffffffff >> (next() % 2);
  }
  do {
    make_words(a.w);
  } while (p256_f4_is_zero(&a));
  p256_subtract(b.w, small, a.w);
  if (p256_less(small, a.w)) {
    p256_add(b.w, b.w, P256_P);
  }
  p256_f4_add(&f, &a, &b);
  check(p256_equal(f.w, small), NAME, "a small sum", 0, 1);
  ref_number factor = times(of_words(small), power_of_two(FIELD_EXPONENT));
  words_of(b.w, times(factor, ref_invert_mod(of_words(a.w), REF_P)));
  p256_f4_multiply(&f, &a, &b);
  check(p256_equal(f.w, small), NAME, "a small product", 0, 1);
  ref_number side = root(factor);
  words_of(a.w, side);
  words_of(small, product(side, side));
  p256_f4_square(&f, &a);
  check(p256_equal(f.w, small), NAME, "a small square", 0, 1);
}

#endif

static int can_run(void) {
#if defined(P256_TARGET)
  /* mulx and adx. */
  unsigned eax, ebx, ecx, edx;
  if (!__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) || !(ebx >> 8 & ebx >> 19 & 1)) {
    return 0;
  }
#endif
#if defined(P256_FIELD_AVX512)
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
         && __builtin_cpu_supports("avx512ifma");
#elif defined(P256_FIELD_AVX2)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return 1;
#endif
}

int main(int count, char **arguments) {
  int rounds = count > 2 ? atoi(arguments[2]) : 300;
  state = count > 1 ? strtoull(arguments[1], NULL, 0) : 1;
  if (!can_run()) {
    printf("%s did not run: this processor has not its instructions\n", NAME);
    return conclude();
  }
  printf("%s ran natively\n", NAME);
  lane_rounding before = lane_round_toward_zero();
  inverse_of_two = ref_invert_mod(ref_small(2), REF_P);
  inverse_of_radix = ref_invert_mod(power_of_two(FIELD_EXPONENT), REF_P);
  for (int round = 0; round < rounds; round++) {
    check_operations();
    check_forms();
    if (round % 8 == 0) {
      check_chain();
    }
#if LANES == 1
    if (round % 4 == 0) {
      check_small_results();
    }
#endif
  }
  lane_restore_rounding(before);
  return conclude();
}
#ifdef P256_TARGET
P256_TARGET_END
#endif
